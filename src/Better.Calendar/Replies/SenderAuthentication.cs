using Better.Calendar.Replies;
using MimeKit;
using MimeKit.Cryptography;

namespace Better.Calendar;

/// <summary>
/// What the host knows about the sender of a mail, from its own mail server or from its own verification of DKIM and DMARC.
/// </summary>
public sealed record SenderAuthentication
{
    /// <summary>Nothing is known about the sender.</summary>
    public static SenderAuthentication None { get; } = new();

    /// <summary>The address of the sender if it is authenticated; otherwise null.</summary>
    public EmailAddress? Address { get; init; }

    /// <summary>Declares that the host has authenticated the sender.</summary>
    /// <param name="address">The authenticated address. It counts only when it is the address in From.</param>
    public static SenderAuthentication FromAddress(EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new() { Address = address };
    }

    /// <summary>Reads the Authentication-Results headers that the host's own mail server wrote (RFC 8601).</summary>
    /// <remarks>
    /// The sender is authenticated when DMARC passed for the domain in From, or, when the server reports no DMARC result, when a DKIM
    /// signature of exactly that domain passed. Only headers that the server itself can have written count: those above the first Received
    /// header of the server, or, when none names it, above all Received headers. What somebody else wrote in the name of the server is
    /// below.
    /// </remarks>
    /// <param name="message">The mail as the server delivered it.</param>
    /// <param name="trustedAuthenticationServer">The authserv-id of the server, with which its headers begin.</param>
    public static SenderAuthentication FromAuthenticationResults(MimeMessage message, string trustedAuthenticationServer)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(trustedAuthenticationServer);
        return FromAuthenticationResults(new MailHeaders([.. message.Headers]), trustedAuthenticationServer);
    }

    internal static SenderAuthentication FromAuthenticationResults(MailHeaders headers, string trustedAuthenticationServer)
    {
        if (headers.GetAddresses(HeaderId.From) is not [MailboxAddress mailbox] || !EmailAddress.TryParse(mailbox.Address, out var from)
            || headers.Count(static header => header.Id == HeaderId.From) != 1)
        {
            return None;
        }

        bool? dmarc = null;
        var dkim = false;
        foreach (var result in GetResults(headers, trustedAuthenticationServer))
        {
            var passed = EqualsIgnoreCase(result.Result, "pass");
            if (EqualsIgnoreCase(result.Method, "dmarc"))
            {
                dmarc = dmarc != false
                    && passed
                    && GetProperty(result, "header", "from") is { } domain
                    && EqualsIgnoreCase(domain, from.Domain);
            }
            else if (EqualsIgnoreCase(result.Method, "dkim"))
            {
                dkim |= passed && GetProperty(result, "header", "d") is { } domain && EqualsIgnoreCase(domain, from.Domain);
            }
        }

        return dmarc ?? dkim ? FromAddress(from) : None;
    }

    private static IEnumerable<AuthenticationMethodResult> GetResults(MailHeaders headers, string trustedAuthenticationServer)
    {
        // Our server writes above what it received. Without a Received of its name, those above all Received are its own.
        bool IsOwn(Header header) => header.Id == HeaderId.Received && IsReceivedBy(header, trustedAuthenticationServer);
        var ownReceived = headers.FirstOrDefault(IsOwn) ?? headers.FirstOrDefault(static header => header.Id == HeaderId.Received);
        foreach (var header in headers)
        {
            if (ReferenceEquals(header, ownReceived))
            {
                yield break;
            }

            if (header.Id == HeaderId.AuthenticationResults
                && AuthenticationResults.TryParse(header.RawValue, out var results)
                && EqualsIgnoreCase(results.AuthenticationServiceIdentifier, trustedAuthenticationServer))
            {
                foreach (var result in results.Results)
                {
                    yield return result;
                }
            }
        }
    }

    /// <summary>Whether a Received header says that a server of this name wrote it (RFC 5321, 4.4: "by").</summary>
    private static bool IsReceivedBy(Header received, string server)
    {
        var words = received.Value.Split([' ', '\t', '\r', '\n', ';'], StringSplitOptions.RemoveEmptyEntries);
        var by = Array.FindIndex(words, static word => EqualsIgnoreCase(word, "by"));
        return by >= 0 && by + 1 < words.Length && EqualsIgnoreCase(words[by + 1].TrimEnd('.'), server);
    }

    private static string? GetProperty(AuthenticationMethodResult result, string type, string name) =>
        result.Properties.FirstOrDefault(property => EqualsIgnoreCase(property.PropertyType, type)
            && EqualsIgnoreCase(property.Property, name))?.Value?.Trim('"', ' ', '@');

    private static bool EqualsIgnoreCase(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
