namespace Better.Calendar.Delivery.Couriers;

/// <summary>The documents that were used last, read once each; whoever asks while one is being read waits for the same reading.</summary>
internal sealed class DocumentShelf<T>(int most, Func<string, CancellationToken, Task<T>> read)
{
    private readonly Lock turn = new();
    private readonly Dictionary<string, LinkedListNode<(string Hash, Task<T> Document)>> places = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Hash, Task<T> Document)> latest = [];

    public Task<T> TakeAsync(string hash, CancellationToken cancellation)
    {
        lock (turn)
        {
            if (places.TryGetValue(hash, out var place) && !place.Value.Document.IsFaulted)
            {
                if (place != latest.First)
                {
                    latest.Remove(place);
                    latest.AddFirst(place);
                }

                return place.Value.Document.WaitAsync(cancellation);
            }

            if (place is not null)
            {
                latest.Remove(place);
            }
            else if (latest.Count == most)
            {
                places.Remove(latest.Last!.Value.Hash);
                latest.RemoveLast();
            }

            // One who gives up must not take it from the others.
            var document = read(hash, CancellationToken.None);
            places[hash] = latest.AddFirst((hash, document));
            return document.WaitAsync(cancellation);
        }
    }
}
