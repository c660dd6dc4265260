using Better.Calendar.Model;

namespace Better.Calendar.Replies;

/// <summary>What became of an email to one recipient.</summary>
/// <param name="Addresses">Where it went, the address that we wrote to first.</param>
/// <param name="Outcome">Whether it arrived.</param>
/// <param name="Status">The enhanced status code (RFC 3463), such as <c>5.1.1</c>; empty when there is none.</param>
/// <param name="Diagnostic">What the receiving server said, on one line; empty when it is not told.</param>
internal sealed record RecipientStatus(IReadOnlyList<EmailAddress> Addresses, BounceOutcome Outcome, string Status, string Diagnostic);

/// <summary>What became of an email, the worst last.</summary>
internal enum BounceOutcome
{
    /// <summary>It was delivered, or handed on.</summary>
    Delivered,

    /// <summary>The server still tries.</summary>
    Delayed,

    /// <summary>The server has given up.</summary>
    Failed,
}

/// <summary>
/// Reads the fields of delivery reports (RFC 3464, 2.3) and disposition notifications (RFC 8098), which some servers write into a plain
/// text.
/// </summary>
internal static class DeliveryStatusReader
{
    private const int MaxStatusLength = 11;
    private const int MaxDiagnosticLength = 500;

    private static readonly string[] RecipientFields = ["Original-Recipient", "Final-Recipient", "X-Actual-Recipient"];
    private static readonly string[] KnownFields = [.. RecipientFields, "Action", "Status", "Diagnostic-Code"];

    /// <summary>The recipients that a report names, at most <see cref="InputLimits.MailAddresses"/>.</summary>
    public static List<RecipientStatus> Read(string text)
    {
        var recipients = new List<RecipientStatus>();
        var group = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? field = null;
        for (var (start, next) = (0, 0); start < text.Length && recipients.Count < InputLimits.MailAddresses; start = next)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            next = end + 1;
            if (text[start] is ' ' or '\t' && !IsBlank(text, start, end))
            {
                if (field is not null && group[field].Length < 4 * MaxDiagnosticLength)
                {
                    group[field] += " " + text.Substring(start, end - start).Trim();
                }

                continue;
            }

            // Only the fields that are read are kept, because a report can have any number of others.
            field = Array.Find(KnownFields, known => IsField(text, start, end, known));
            if (IsBlank(text, start, end) || (field is not null && IsSecondRecipient(group, field)))
            {
                AddRecipient(recipients, group);
            }

            field = field is null || group.ContainsKey(field) ? null : field;
            if (field is not null)
            {
                group[field] = text.Substring(start + field.Length + 1, end - start - field.Length - 1).Trim();
            }
        }

        AddRecipient(recipients, group);
        return recipients;
    }

    /// <summary>The text after the type and the semicolon (RFC 3464, 2.1.2): <c>550 no</c> of <c>smtp; 550 no</c>.</summary>
    public static string StripType(string text) =>
        text.IndexOf(';') is >= 0 and < 20 and var semicolon ? text.Substring(semicolon + 1).Trim() : text.Trim();

    /// <summary>
    /// What an Action says (RFC 3464, 2.3.3), or, when it is none of the five words, the class of the Status (RFC 3463, 2); without both,
    /// the delivery failed, because servers report nothing else in words of their own.
    /// </summary>
    public static BounceOutcome GetOutcome(string action, string status) => GetFirstWord(action).ToLowerInvariant() switch
    {
        "failed" => BounceOutcome.Failed,
        "delayed" => BounceOutcome.Delayed,
        "delivered" or "relayed" or "expanded" => BounceOutcome.Delivered,
        _ => status.Trim() switch
        {
            ['2', ..] => BounceOutcome.Delivered,
            ['4', ..] => BounceOutcome.Delayed,
            _ => BounceOutcome.Failed,
        },
    };

    /// <summary>The first enhanced status code in a text, such as <c>5.1.1</c>; empty when there is none.</summary>
    public static string FindStatus(string text)
    {
        for (var at = 0; at + 5 <= text.Length; at++)
        {
            if (text[at] is '2' or '4' or '5' && text[at + 1] == '.' && (at == 0 || !IsPartOfNumber(text[at - 1])))
            {
                var subject = SkipDigits(text, at + 2);
                var detail = subject > at + 2 && subject < text.Length && text[subject] == '.' ? SkipDigits(text, subject + 1) : 0;
                if (detail > subject + 1 && detail - at <= MaxStatusLength && (detail == text.Length || !IsPartOfNumber(text[detail])))
                {
                    return text.Substring(at, detail - at);
                }
            }
        }

        return "";
    }

    private static void AddRecipient(List<RecipientStatus> recipients, Dictionary<string, string> group)
    {
        // An envelope id may be an address, and the failed recipient of a forward may be another one than ours (RFC 3464, 2.3.1).
        var addresses = RecipientFields
            .Where(group.ContainsKey)
            .Select(name => AttendeeProperty.ParseAddress(StripType(group[name])))
            .OfType<EmailAddress>()
            .ToList();
        if ((addresses.Count > 0 || group.ContainsKey("Final-Recipient")) && recipients.Count < InputLimits.MailAddresses)
        {
            var (action, status) = (Get(group, "Action"), Get(group, "Status"));
            var diagnostic = StripType(Get(group, "Diagnostic-Code"));
            var code = FindStatus(GetFirstWord(status)) is { Length: > 0 } declared ? declared : FindStatus(diagnostic);
            recipients.Add(
                new(addresses, GetOutcome(action, status), code, TextSanitizer.Truncate(
                    TextSanitizer.ToSingleLine(diagnostic),
                    MaxDiagnosticLength)));
        }

        group.Clear();
    }

    /// <summary>Whether a field begins the group of another recipient, because a server left the blank line out.</summary>
    private static bool IsSecondRecipient(Dictionary<string, string> group, string field) =>
        field.EndsWith("-Recipient", StringComparison.OrdinalIgnoreCase) && group.ContainsKey(field);

    private static bool IsField(string text, int start, int end, string name) =>
        end - start > name.Length
        && text[start + name.Length] == ':'
        && string.Compare(text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsBlank(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start == end;
    }

    private static string Get(Dictionary<string, string> group, string name) => group.TryGetValue(name, out var value) ? value : "";

    private static string GetFirstWord(string text) => text.Trim().Split(' ', '(', ';')[0];

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && text[at] is >= '0' and <= '9')
        {
            at++;
        }

        return at;
    }

    private static bool IsPartOfNumber(char c) => c is (>= '0' and <= '9') or '.';
}
