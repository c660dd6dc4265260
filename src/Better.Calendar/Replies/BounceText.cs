using Better.Calendar.Model;

namespace Better.Calendar.Replies;

/// <summary>
/// What a mail server says in words: its own text, by the phrases of <see cref="BouncePattern"/>, and the email that it returns below.
/// </summary>
internal sealed class BounceText
{
    private const string AddressSymbols = "!#$%&'*+-/=?^_`{|}~.";
    private const int MaxAddressLength = 254;
    private const int MaxDiagnosticLength = 500;
    private const int MaxLabelLength = 60;

    private static readonly string[] ReturnedPhrases =
    [
        .. BouncePattern.All
            .Where(static pattern => pattern.Meaning == BounceMeaning.Returned)
            .Select(static pattern => pattern.Phrase),
    ];

    /// <summary>The server's own text on one line, and the same in lower case.</summary>
    private readonly string text;
    private readonly string lower;

    /// <summary>Where the lines of the server's own text begin in <see cref="text"/>.</summary>
    private readonly List<int> lineStarts;

    /// <summary>The ends of the phrases in the text, the last one first.</summary>
    private readonly List<int> phraseEnds = [];

    /// <summary>The ends of the phrases above addresses that the email reached.</summary>
    private readonly List<int> deliveredEnds = [];

    private BounceText(string subject, LineBuffer own, IReadOnlyList<string> returnedLines)
    {
        (text, lineStarts, ReturnedLines) = (own.ToString(), own.LineStarts, returnedLines);
        lower = text.ToLowerInvariant();
        var title = subject.ToLowerInvariant();
        var isTitleOfDelivery = false;
        foreach (var pattern in BouncePattern.All)
        {
            if (pattern.Meaning == BounceMeaning.Returned)
            {
                continue;
            }

            var at = lower.IndexOf(pattern.Phrase, StringComparison.Ordinal);
            if (pattern.Meaning is BounceMeaning.Delivered or BounceMeaning.DeliveredSubject)
            {
                isTitleOfDelivery |= title.StartsWith(pattern.Phrase, StringComparison.Ordinal);
                if (at >= 0 && pattern.Meaning == BounceMeaning.Delivered)
                {
                    deliveredEnds.Add(at + pattern.Phrase.Length);
                }

                continue;
            }

            IsDelayed |= pattern.Meaning == BounceMeaning.Delayed && (at >= 0 || title.Contains(pattern.Phrase));
            HasPhrase |= at >= 0 || title.Contains(pattern.Phrase);
            if (at >= 0)
            {
                phraseEnds.Add(at + pattern.Phrase.Length);
            }
        }

        phraseEnds.Sort(static (one, two) => two.CompareTo(one));
        IsDelivered = deliveredEnds.Count > 0
            ? deliveredEnds.Max() > phraseEnds.FirstOrDefault()
            : isTitleOfDelivery && phraseEnds.Count == 0;
        phraseEnds.Add(0);
    }

    /// <summary>Whether a phrase of a mail server is in the subject or in the text.</summary>
    public bool HasPhrase { get; }

    /// <summary>Whether the server still tries.</summary>
    public bool IsDelayed { get; }

    /// <summary>Whether the last phrase says that the email arrived.</summary>
    public bool IsDelivered { get; }

    /// <summary>The lines of the email that comes back.</summary>
    public IReadOnlyList<string> ReturnedLines { get; }

    /// <summary>Reads the texts of a mail; nothing is in them when the mail has none.</summary>
    public static BounceText Read(string subject, IEnumerable<PartContent> parts)
    {
        var own = new LineBuffer();
        var returned = new List<string>();
        foreach (var part in parts)
        {
            if (own.Length > InputLimits.MailTextBytes || returned.Count > 0)
            {
                break;
            }

            var content = part.GetText(InputLimits.MailTextBytes);
            foreach (var line in TextLines.Enumerate(IsHtml(part, content) ? HtmlText.FromHtml(content) : content))
            {
                if (returned.Count > 0 || IsStartOfReturned(line))
                {
                    returned.Add(line);
                }
                else
                {
                    own.Append(line);
                }
            }
        }

        return new(subject, own, returned);
    }

    /// <summary>
    /// The addresses in the server's own text, the likeliest failed one first: after the last phrase, after the one before it, and so on.
    /// </summary>
    public List<TextAddress> FindAddresses()
    {
        var found = FindAllAddresses();
        return phraseEnds.SelectMany(end => found.Where(address => address.End > end)).Distinct().ToList();
    }

    /// <summary>
    /// The addresses that the server lists together with one, itself among them: the same words stand before them on their lines, or they
    /// follow it in a row. Without a phrase above them, nothing shows that they failed too.
    /// </summary>
    public List<TextAddress> FindListed(TextAddress one)
    {
        var (listed, rowEnd, all) = (new List<TextAddress>(), -1, FindAllAddresses());

        // The first place may be in a transcript; where the address stands by itself on a line, the server lists it.
        var labels = all.Where(other => other.Address == one.Address)
            .Select(other => (other.Start, Label: GetLabel(other)))
            .Where(other => other.Label is not null && (other.Start == one.Start || !other.Label.Any(char.IsLetter)))
            .Select(static other => other.Label)
            .ToList();
        foreach (var other in all)
        {
            var isInRow = other.Start == one.Start || (rowEnd >= 0 && IsRow(rowEnd, other.Start));
            rowEnd = isInRow ? other.End : rowEnd;
            if (other.Start == one.Start
                || (phraseEnds.Exists(end => end > 0 && end <= other.Start)
                    && (isInRow || (GetLabel(other) is { } label && labels.Contains(label)))))
            {
                listed.Add(other);
            }
        }

        return listed;
    }

    /// <summary>What the server says about an address: the text after it, on one line.</summary>
    /// <param name="addressEnd">The end of the address.</param>
    /// <param name="next">Where the server goes on with another address; null when it does not.</param>
    public string GetDiagnostic(int addressEnd, int? next = null)
    {
        var length = Math.Min((next ?? text.Length) - addressEnd, (2 * MaxDiagnosticLength) + 100);
        var rest = text.Substring(addressEnd, Math.Max(length, 0)).Trim('>', '<', ':', '"', ' ', '.', ']', ')', ',', ';');
        return TextSanitizer.Truncate(
            rest.Length > 2 * MaxDiagnosticLength ? rest.Substring(0, 2 * MaxDiagnosticLength) : rest,
            MaxDiagnosticLength);
    }

    /// <summary>The fields of a delivery report that stand in the text (Amazon WorkMail); empty when there are none.</summary>
    public static List<RecipientStatus> ReadFields(IEnumerable<PartContent> parts) =>
        parts.Select(static part => part.GetText(InputLimits.MailTextBytes))
            .Where(static text => text.IndexOf("Final-Recipient:", StringComparison.OrdinalIgnoreCase) >= 0)
            .SelectMany(DeliveryStatusReader.Read)
            .ToList();

    private static bool IsHtml(PartContent part, string content) =>
        part.Type.IsMimeType("text", "html") && content.IndexOf('<') >= 0 && content.IndexOf("</", StringComparison.Ordinal) >= 0;

    private static bool IsStartOfReturned(string line)
    {
        if (line.Length < 12)
        {
            return false;
        }

        // Without a copy of each line.
        var start = line.AsSpan(0, Math.Min(line.Length, 200)).TrimStart();
        if (start.StartsWith("received: from".AsSpan(), StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("return-path:".AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var phrase in ReturnedPhrases)
        {
            if (start.IndexOf(phrase.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The words before an address on its line, without the signs around it; null when they are no short label.</summary>
    private string? GetLabel(TextAddress address)
    {
        var at = lineStarts.BinarySearch(address.Start);
        var start = lineStarts[at >= 0 ? at : ~at - 1];
        if (address.Start - start > MaxLabelLength)
        {
            return null;
        }

        // "550 <a@b>" and "554 <c@d>" are two lines of one list.
        var label = lower.Substring(start, address.Start - start).Trim().TrimEnd('<', '[', '(', '"', '\'', ' ').Replace("mailto:", "");
        return new([.. label.Select(static c => c is >= '0' and <= '9' ? '#' : c)]);
    }

    /// <summary>Whether nothing but commas, brackets and the like stands between two addresses.</summary>
    private bool IsRow(int end, int start) =>
        start - end <= 12
        && lower.Substring(end, Math.Max(start - end, 0)).Trim('>', '<', ',', ';', '"', '\'', ' ', ')', '(', '[', ']')
            is "" or "and" or "mailto:";

    /// <summary>The addresses in the order of the text, without those that the email reached.</summary>
    private List<TextAddress> FindAllAddresses()
    {
        var found = new List<TextAddress>();
        for (var at = text.IndexOf('@'); at >= 0 && found.Count < InputLimits.MailAddresses; at = text.IndexOf('@', at + 1))
        {
            var (start, end) = (at, at + 1);
            while (start > 0 && at - start < MaxAddressLength && IsAddressCharacter(text[start - 1]))
            {
                start--;
            }

            while (end < text.Length && end - at < MaxAddressLength && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '.'))
            {
                end++;
            }

            if (start == at || end == at + 1)
            {
                continue;
            }

            // "SMTP:a@b", "'a@b'" and "a@b." are an address and what stands around it.
            var address = text.Substring(start, end - start).Trim('\'', '`', '.', '=', '/', '|', '*', '-');
            if (EmailAddress.TryParse(address, out var parsed) && !IsBelowDelivered(start))
            {
                found.Add(new(parsed, start, end));
            }
        }

        return found;
    }

    /// <summary>Whether the last phrase above a position says that the email arrived.</summary>
    private bool IsBelowDelivered(int at) =>
        deliveredEnds.Count > 0
        && deliveredEnds.Where(end => end <= at).DefaultIfEmpty(-1).Max() is >= 0 and var delivered
        && phraseEnds.Where(end => end <= at).DefaultIfEmpty(-1).Max() < delivered;

    private static bool IsAddressCharacter(char c) => c < 128 && (char.IsLetterOrDigit(c) || AddressSymbols.IndexOf(c) >= 0);
}
