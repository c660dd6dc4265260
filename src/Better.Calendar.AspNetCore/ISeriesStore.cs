namespace Better.Calendar.AspNetCore;

/// <summary>
/// Stores a series and its attendance, each as a document with a version (optimistic concurrency). Implement it over the database of your
/// application, or use <see cref="InMemorySeriesStore"/> or the package <c>Better.Calendar.AspNetCore.Sqlite</c>.
/// </summary>
/// <remarks>
/// Many threads use a store at once. What cannot be read or written throws <see cref="SeriesStoreException"/>.
/// </remarks>
public interface ISeriesStore
{
    /// <summary>
    /// The number of the latest version of a document; 0 if it does not exist. It is read for every request, so it should be fast.
    /// </summary>
    /// <param name="name">The name of the document: <c>series</c>, <c>attendance</c>, or one that the host chooses for a document of its
    /// own.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SeriesStoreException">The store cannot be read.</exception>
    ValueTask<long> GetVersionAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>The latest version of a document; null if it does not exist.</summary>
    /// <param name="name">The name of the document.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SeriesStoreException">The store cannot be read.</exception>
    ValueTask<DocumentVersion?> ReadAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Writes a version, if the latest one is exactly the version before it.</summary>
    /// <param name="name">The name of the document.</param>
    /// <param name="version">The version to write; the first version has the number 1.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False, and nothing is written, if the document was changed since it was read.</returns>
    /// <exception cref="SeriesStoreException">The store cannot be written.</exception>
    ValueTask<bool> WriteAsync(string name, DocumentVersion version, CancellationToken cancellationToken = default);
}
