using System.Text;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Model;

namespace Better.Calendar.Email.Templates;

/// <summary>
/// The people who see each other in the emails about a workshop. Their names are encoded once for all emails; each email leaves out its own
/// recipient.
/// </summary>
internal sealed class GuestList
{
    private readonly Dictionary<EmailAddress, int> indexes = [];
    private readonly Participant[] guests;

    /// <summary>Lists the guests of a workshop, or of the whole series if <paramref name="workshop"/> is null.</summary>
    public GuestList(WorkshopSeries series, Workshop? workshop)
    {
        guests = [.. series.Participants.Where(guest => workshop is null || WorkshopSeries.IsInvited(guest, workshop))];
        foreach (var guest in guests)
        {
            indexes[guest.Email] = indexes.Count;
        }

        Names = new([.. guests.Select(static guest => guest.Name)]);
    }

    /// <summary>All names as text.</summary>
    public GuestNames Names { get; }

    /// <summary>The names in UTF-8.</summary>
    public SharedList Plain => field ??= Encode(static name => Encoding.UTF8.GetBytes(name));

    /// <summary>The names in HTML, in quoted-printable without soft line breaks.</summary>
    public SharedList Html =>
        field ??= Encode(static name => TransferEncoder.EncodeWithoutBreaks(Encoding.UTF8.GetBytes(HtmlEscaper.Escape(name))));

    /// <summary>The names in a TEXT value of a calendar (RFC 5545, 3.3.11).</summary>
    public SharedList Calendar =>
        field ??= Encode(
            static name => Encoding.UTF8.GetBytes(ContentLineWriter.EscapeText(name)),
            ContentLineWriter.EscapeText(GuestNames.Separator));

    /// <summary>The ATTENDEE lines of a calendar, folded.</summary>
    public SharedList Attendees =>
        field ??= new(
            [.. guests.Select(static guest => LineFolder.Fold([AttendeePropertyWriter.WriteOtherAttendee(guest)]))],
            []);

    /// <summary>The names as words of flowed text (RFC 3676).</summary>
    public FlowedNames Flowed => field ??= new([.. guests.Select(static guest => guest.Name)]);

    /// <summary>The recipient's index in the list; -1 if they are not in it.</summary>
    public int IndexOf(EmailAddress recipient) => indexes.TryGetValue(recipient, out var guestIndex) ? guestIndex : -1;

    /// <summary>Whether the list holds anybody but the recipient.</summary>
    public bool HasOthers(EmailAddress recipient) => guests.Length > (indexes.ContainsKey(recipient) ? 1 : 0);

    private SharedList Encode(Func<string, byte[]> encode, string separator = GuestNames.Separator) =>
        new([.. guests.Select(guest => encode(guest.Name))], Encoding.UTF8.GetBytes(separator));
}

/// <summary>Where each item of a joined list begins, and so which range is left out with one item and the separator beside it.</summary>
internal sealed class ListParts
{
    private readonly int[] starts;
    private readonly int separator;

    public ListParts(IEnumerable<int> lengths, int separator)
    {
        this.separator = separator;
        var (result, at) = (new List<int>(), 0);
        foreach (var length in lengths)
        {
            result.Add(at);
            at += length + separator;
        }

        starts = [.. result];
        Length = Math.Max(0, at - separator);
    }

    /// <summary>The length of the whole list.</summary>
    public int Length { get; }

    /// <summary>The range to leave out with one item.</summary>
    /// <param name="guestIndex">The index of the item; -1 leaves out nothing, and the range is empty.</param>
    public (int Start, int End) Gap(int guestIndex) =>
        guestIndex < 0 ? (Length, Length)
        : guestIndex + 1 < starts.Length ? (starts[guestIndex], starts[guestIndex + 1])
        : (Math.Max(0, starts[guestIndex] - separator), Length);
}

/// <summary>The names of the guests, joined.</summary>
internal sealed class GuestNames
{
    /// <summary>The separator between two names.</summary>
    public const string Separator = ", ";

    private readonly string all;

    public GuestNames(IReadOnlyList<string> names)
    {
        all = string.Join(Separator, names);
        Parts = new(names.Select(static name => name.Length), Separator.Length);
    }

    public ListParts Parts { get; }

    /// <summary>The names without one of them; -1 leaves out none.</summary>
    public string Without(int guestIndex)
    {
        var (start, end) = Parts.Gap(guestIndex);
        return all.Remove(start, end - start);
    }

    /// <summary>Appends the beginning of what <see cref="Without"/> gives, of at most <paramref name="maxLength"/> characters.</summary>
    public void AppendWithout(StringBuilder text, int guestIndex, int maxLength)
    {
        var (start, end) = Parts.Gap(guestIndex);
        var first = Math.Min(start, maxLength);
        text.Append(all, 0, first).Append(all, end, Math.Min(all.Length - end, maxLength - first));
    }
}

/// <summary>A list that is encoded once for all emails; each email gets all of it but its recipient's item.</summary>
internal sealed class SharedList
{
    private readonly byte[] all;
    private readonly ListParts parts;

    public SharedList(IReadOnlyList<byte[]> items, byte[] separator)
    {
        var joined = new ByteBuffer();
        for (var at = 0; at < items.Count; at++)
        {
            joined.Append(at == 0 ? [] : separator);
            joined.Append(items[at]);
        }

        all = joined.ToArray();
        parts = new(items.Select(static item => item.Length), separator.Length);
    }

    /// <summary>What comes before the item that is left out.</summary>
    public ReadOnlySpan<byte> Before(int guestIndex) => all.AsSpan(0, parts.Gap(guestIndex).Start);

    /// <summary>What comes after the item that is left out.</summary>
    public ReadOnlySpan<byte> After(int guestIndex) => all.AsSpan(parts.Gap(guestIndex).End);
}

/// <summary>
/// The names as words of flowed text, in quoted-printable. Where lines break is computed once for all emails, except around the name that
/// is left out.
/// </summary>
internal sealed class FlowedNames
{
    private readonly byte[] encoded;
    private readonly List<Word> words = [];

    /// <summary>The index of the first word of each name.</summary>
    private readonly List<int> names = [];

    /// <summary>For each word: if it is the first on its line, the index of the first word on the next line.</summary>
    private readonly int[] nextLines;

    public FlowedNames(IReadOnlyList<string> guests)
    {
        var output = new ByteBuffer();
        for (var guest = 0; guest < guests.Count; guest++)
        {
            names.Add(words.Count);
            foreach (var word in (guests[guest] + (guest + 1 < guests.Count ? "," : ""))
                .Split([' '], StringSplitOptions.RemoveEmptyEntries))
            {
                var text = Encoding.UTF8.GetBytes(word);
                output.Append(words.Count == 0 ? [] : " "u8);
                var start = output.Length;
                output.Append(TransferEncoder.EncodeWithoutBreaks(text));
                words.Add(new(start, output.Length, word.Length, PlainTextBodyRenderer.IsStuffed(text)));
            }
        }

        encoded = output.ToArray();
        nextLines = [.. words.Select((_, word) => NextLine(word))];
    }

    /// <summary>Writes the names without one of them, which must not be the last, and ends the line.</summary>
    /// <param name="output">The buffer to append to.</param>
    /// <param name="guestIndex">The index of the name to leave out; -1 leaves out none.</param>
    /// <param name="length">How many characters the line already has.</param>
    /// <param name="column">The column at which the encoded line ends.</param>
    public void WriteWithout(ByteBuffer output, int guestIndex, int length, int column)
    {
        var (skipped, rest) = guestIndex < 0 ? (words.Count, words.Count) : (names[guestIndex], names[guestIndex + 1]);
        var at = skipped == 0 ? rest : 0;
        while (true)
        {
            if (length == 0 && (at >= rest || nextLines[at] < skipped))
            {
                var last = nextLines[at] - 1;
                column = words[at].IsStuffed ? TransferEncoder.AppendWithBreaks(" "u8, output, column) : column;
                column =
                    TransferEncoder.AppendWithBreaks(encoded.AsSpan(words[at].Start, words[last].End - words[at].Start), output, column);
                at = last + 1;
            }
            else
            {
                for (; at < words.Count
                    && (length == 0 || length + 1 + words[at].Length <= PlainTextBodyRenderer.MaxLineLength); at = at + 1 == skipped
                    ? rest
                    : at + 1)
                {
                    var hasSpace = length > 0 || words[at].IsStuffed;
                    column = hasSpace ? TransferEncoder.AppendWithBreaks(" "u8, output, column) : column;
                    column =
                        TransferEncoder.AppendWithBreaks(encoded.AsSpan(words[at].Start, words[at].End - words[at].Start), output, column);
                    length += words[at].Length + (hasSpace ? 1 : 0);
                }
            }

            if (at >= words.Count)
            {
                output.Append("\r\n"u8);
                return;
            }

            // RFC 3676, 4.1: a space at the end of a line means that the text continues on the next line.
            TransferEncoder.AppendWithBreaks("=20"u8, output, column);
            output.Append("\r\n"u8);
            (length, column) = (0, 0);
        }
    }

    private int NextLine(int word)
    {
        var length = words[word].Length + (words[word].IsStuffed ? 1 : 0);
        for (word++; word < words.Count && length + 1 + words[word].Length <= PlainTextBodyRenderer.MaxLineLength; word++)
        {
            length += 1 + words[word].Length;
        }

        return word;
    }

    private readonly record struct Word(int Start, int End, int Length, bool IsStuffed);
}
