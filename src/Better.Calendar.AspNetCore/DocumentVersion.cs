using NodaTime;

namespace Better.Calendar.AspNetCore;

/// <summary>One version of a stored document.</summary>
/// <param name="Number">How many times the document was written; 1 for the first version.</param>
/// <param name="Changed">When this version was written, in whole seconds; always later than any version before.</param>
/// <param name="Json">The content. It contains the names and addresses of the participants.</param>
public sealed record DocumentVersion(long Number, Instant Changed, string Json);
