namespace Better.Calendar.Delivery.Worker;

/// <summary>Caches the most recently used documents. Concurrent callers that ask for the same document share one read.</summary>
internal sealed class DocumentCache<T>(int capacity, Func<string, CancellationToken, Task<T>> read)
{
    private readonly Lock sync = new();
    private readonly Dictionary<string, LinkedListNode<(string Hash, Task<T> Document)>> nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Hash, Task<T> Document)> byRecency = [];

    public Task<T> GetAsync(string hash, CancellationToken cancellationToken)
    {
        lock (sync)
        {
            if (nodes.TryGetValue(hash, out var node) && !node.Value.Document.IsFaulted)
            {
                if (node != byRecency.First)
                {
                    byRecency.Remove(node);
                    byRecency.AddFirst(node);
                }

                return node.Value.Document.WaitAsync(cancellationToken);
            }

            if (node is not null)
            {
                byRecency.Remove(node);
            }
            else if (byRecency.Count == capacity)
            {
                nodes.Remove(byRecency.Last!.Value.Hash);
                byRecency.RemoveLast();
            }

            // The read is not canceled with one caller, because others may wait for it.
            var document = read(hash, CancellationToken.None);
            nodes[hash] = byRecency.AddFirst((hash, document));
            return document.WaitAsync(cancellationToken);
        }
    }
}
