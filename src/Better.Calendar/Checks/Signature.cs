namespace Better.Calendar.Checks;

/// <summary>What a DKIM-Signature header says; whether it is right only a resolver can tell.</summary>
internal sealed class Signature
{
    private readonly string[] headers;

    private Signature(string domain, string[] headers) => (Domain, this.headers) = (domain, headers);

    /// <summary>The tag d=, in lower case.</summary>
    public string Domain { get; }

    /// <summary>The first signature of a letter; null when there is none yet.</summary>
    public static Signature? Of(LetterReading letter)
    {
        if (letter["DKIM-Signature"] is not { } value)
        {
            return null;
        }

        var (domain, headers) = ("", Array.Empty<string>());
        foreach (var tag in value.Split(';'))
        {
            var equals = tag.IndexOf('=');
            var (name, text) = equals < 0 ? (tag.Trim(), "") : (tag.Substring(0, equals).Trim(), tag.Substring(equals + 1).Trim());
            if (name == "d")
            {
                domain = text.ToLowerInvariant();
            }
            else if (name == "h")
            {
                headers = [.. text.Split(':').Select(static header => header.Trim().ToLowerInvariant())];
            }
        }

        return new(domain, headers);
    }

    /// <summary>Whether a header is signed.</summary>
    public bool Covers(string header) => Array.IndexOf(headers, header) >= 0;
}
