using System.Globalization;
using System.Text.RegularExpressions;
using MailKit.Net.Smtp;

namespace Better.Calendar.Delivery.Transports;

/// <summary>
/// Reads what a refusal of a mail server concerns: first from the enhanced status code (RFC 3463 and its registry), which many servers
/// send, otherwise from the reply code (RFC 5321, 4.2.3).
/// </summary>
internal static partial class RefusalReader
{
    /// <summary>Reads a refusal.</summary>
    /// <param name="command">The command that was refused.</param>
    /// <param name="code">The reply code.</param>
    /// <param name="text">The text after the reply code.</param>
    public static RefusalScope ReadScope(SmtpErrorCode command, int code, string text)
    {
        var scope = EnhancedCode().Match(text) is { Success: true } enhanced
            ? ReadEnhanced(code, ReadNumber(enhanced, 1), ReadNumber(enhanced, 2))
            : null;
        scope ??= ReadBasic(code, command);

        // At MAIL FROM no recipient is known yet: what is wrong with an address is wrong with the sender.
        return scope == RefusalScope.Recipient && command == SmtpErrorCode.SenderNotAccepted ? RefusalScope.Server : scope.Value;
    }

    /// <summary>
    /// What two refusals have in common if they say the same of different recipients: the codes and, if there is no enhanced one, the text
    /// without the address and the numbers in it.
    /// </summary>
    public static string GetSubject(string response, string recipient)
    {
        var code = response.Length >= 3 ? response[..3] : response;
        var text = response[code.Length..];
        return EnhancedCode().Match(text) is { Success: true } enhanced
            ? $"{code} {enhanced.Groups[0].Value.Trim(' ', '#', ':', '(')}"
            : code + Numbers().Replace(text.Replace(recipient, "", StringComparison.OrdinalIgnoreCase), "");
    }

    private static int ReadNumber(Match enhanced, int group) => int.Parse(enhanced.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static RefusalScope? ReadEnhanced(int code, int subject, int detail) => (subject, detail) switch
    {
        // The sender's address.
        (1, 7 or 8) => RefusalScope.Server,
        (1, _) => RefusalScope.Recipient,

        // The mailbox; 2.3: the email is longer than its owner allows.
        (2, 3) => RefusalScope.Email,
        (2, _) => RefusalScope.Recipient,

        // The mail system; 3.4: the email is larger than it accepts.
        (3, 4) => RefusalScope.Email,

        // RFC 4954, 6: the session is not, or no longer, authenticated.
        (7, _) when code == 530 => RefusalScope.Session,

        // A mailing list, a mailbox or a domain that changed its owner (RFC 7293).
        (7, 2 or 17 or 18) => RefusalScope.Recipient,

        // Bad sequence of commands: a new session begins a new one.
        (5, 1) when code == 503 => RefusalScope.Session,
        (6, _) => RefusalScope.Email,
        (3 or 4 or 5 or 7, _) => RefusalScope.Server,
        _ => null,
    };

    private static RefusalScope ReadBasic(int code, SmtpErrorCode command) => code switch
    {
        503 or 530 => RefusalScope.Session,

        // Too much: at MAIL FROM and after the content the size of the email, at RCPT TO the mailbox.
        452 or 552 => command == SmtpErrorCode.RecipientNotAccepted ? RefusalScope.Recipient : RefusalScope.Email,

        // An address that is not understood, or moved, or whose domain accepts no email (RFC 7504).
        450 or 501 or 551 or 553 or 556 => RefusalScope.Recipient,
        _ => RefusalScope.Server,
    };

    // Some servers write "#5.7.1" or "(5.7.1)".
    [GeneratedRegex(@"^[\s(#]*[245]\.(\d{1,3})\.(\d{1,3})(?!\d|\.\d)")]
    private static partial Regex EnhancedCode();

    [GeneratedRegex(@"\S*\d\S*")]
    private static partial Regex Numbers();
}
