using System.Collections.Concurrent;

namespace Better.Calendar.AspNetCore;

/// <summary>Stores documents in the memory of the process: for tests and for trying out. They are lost when the process ends.</summary>
public sealed class InMemorySeriesStore : ISeriesStore
{
    private readonly ConcurrentDictionary<string, DocumentVersion> documents = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<long> GetVersionAsync(string name, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(documents.TryGetValue(name, out var version) ? version.Number : 0);

    /// <inheritdoc/>
    public ValueTask<DocumentVersion?> ReadAsync(string name, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(documents.GetValueOrDefault(name));

    /// <inheritdoc/>
    public ValueTask<bool> WriteAsync(string name, DocumentVersion version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(version);
        return ValueTask.FromResult(
            documents.TryGetValue(name, out var latest)
                ? latest.Number == version.Number - 1 && documents.TryUpdate(name, version, latest)
                : version.Number == 1 && documents.TryAdd(name, version));
    }
}
