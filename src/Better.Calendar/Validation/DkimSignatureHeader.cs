namespace Better.Calendar.Validation;

/// <summary>The tags of a DKIM-Signature header. The signature itself is not verified: that needs DNS.</summary>
internal sealed class DkimSignatureHeader
{
    private readonly string[] signedHeaders;

    private DkimSignatureHeader(string domain, string[] headers) => (Domain, this.signedHeaders) = (domain, headers);

    /// <summary>The tag d=, in lower case.</summary>
    public string Domain { get; }

    /// <summary>The first signature of an email; null if there is none yet.</summary>
    public static DkimSignatureHeader? FromMail(ValidatedMail email)
    {
        if (email["DKIM-Signature"] is not { } value)
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
    public bool Covers(string header) => Array.IndexOf(signedHeaders, header) >= 0;
}
