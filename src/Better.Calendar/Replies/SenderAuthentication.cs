using Better.Calendar.Workshops;
using MimeKit;
using MimeKit.Cryptography;

namespace Better.Calendar.Replies;

/// <summary>What the host knows about the sender of a mail: from its own mail server, or from its own check of DKIM and DMARC.</summary>
public sealed record SenderAuthentication
{
    /// <summary>Nothing is known.</summary>
    public static SenderAuthentication None { get; } = new();

    /// <summary>The sender's address, where it is certain that the mail comes from its domain; otherwise null.</summary>
    public EmailAddress? Address { get; init; }

    /// <summary>The sender is authenticated.</summary>
    /// <param name="address">The address in From.</param>
    public static SenderAuthentication Of(EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new() { Address = address };
    }

    /// <summary>Reads the Authentication-Results that a server of the host's wrote (RFC 8601).</summary>
    /// <remarks>
    /// The sender is authenticated when DMARC passed for the domain in From, or, where nothing is said about DMARC, a DKIM signature
    /// of just that domain did. Only headers that the server itself can have written count: those above all Received lines, or
    /// else the first one; what a stranger wrote in that server's name stands below.
    /// </remarks>
    /// <param name="message">The mail as the server delivered it.</param>
    /// <param name="trustedServer">The name with which the server's headers begin (authserv-id).</param>
    public static SenderAuthentication From(MimeMessage message, string trustedServer)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(trustedServer);
        return From(new MailHeaders([.. message.Headers]), trustedServer);
    }

    internal static SenderAuthentication From(MailHeaders headers, string trustedServer)
    {
        if (headers.Addresses(HeaderId.From) is not [MailboxAddress mailbox] || !EmailAddress.TryParse(mailbox.Address, out var from)
            || headers.Count(static header => header.Id == HeaderId.From) != 1)
        {
            return None;
        }

        bool? dmarc = null;
        var dkim = false;
        foreach (var result in Results(headers, trustedServer))
        {
            var passed = Is(result.Result, "pass");
            if (Is(result.Method, "dmarc"))
            {
                dmarc = dmarc != false && passed && Property(result, "header", "from") is { } domain && Is(domain, from.Domain);
            }
            else if (Is(result.Method, "dkim"))
            {
                dkim |= passed && Property(result, "header", "d") is { } domain && Is(domain, from.Domain);
            }
        }

        return dmarc ?? dkim ? Of(from) : None;
    }

    private static IEnumerable<AuthenticationMethodResult> Results(MailHeaders headers, string trustedServer)
    {
        var isAbove = true;
        var hasFirst = false;
        foreach (var header in headers)
        {
            isAbove &= header.Id != HeaderId.Received;
            if (header.Id != HeaderId.AuthenticationResults)
            {
                continue;
            }

            if (!isAbove && hasFirst)
            {
                yield break;
            }

            if (AuthenticationResults.TryParse(header.RawValue, out var results) && Is(results.AuthenticationServiceIdentifier, trustedServer))
            {
                hasFirst = true;
                foreach (var result in results.Results)
                {
                    yield return result;
                }
            }
        }
    }

    private static string? Property(AuthenticationMethodResult result, string type, string name) =>
        result.Properties.FirstOrDefault(property => Is(property.PropertyType, type) && Is(property.Property, name))?.Value?.Trim('"', ' ', '@');

    private static bool Is(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
