namespace Better.Calendar.Delivery.Worker;

/// <summary>The documents that were used last, read once each; whoever asks while one is being read waits for the same reading.</summary>
internal sealed class DocumentCache<T>(int capacity, Func<string, CancellationToken, Task<T>> read)
{
    private readonly Lock sync = new();
    private readonly Dictionary<string, LinkedListNode<(string Hash, Task<T> Document)>> nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Hash, Task<T> Document)> byRecency = [];

    public Task<T> GetAsync(string hash, CancellationToken cancellationToken)
    {
        lock (sync)
        {
            if (nodes.TryGetValue(hash, out var place) && !place.Value.Document.IsFaulted)
            {
                if (place != byRecency.First)
                {
                    byRecency.Remove(place);
                    byRecency.AddFirst(place);
                }

                return place.Value.Document.WaitAsync(cancellationToken);
            }

            if (place is not null)
            {
                byRecency.Remove(place);
            }
            else if (byRecency.Count == capacity)
            {
                nodes.Remove(byRecency.Last!.Value.Hash);
                byRecency.RemoveLast();
            }

            // One who gives up must not take it from the others.
            var document = read(hash, CancellationToken.None);
            nodes[hash] = byRecency.AddFirst((hash, document));
            return document.WaitAsync(cancellationToken);
        }
    }
}
