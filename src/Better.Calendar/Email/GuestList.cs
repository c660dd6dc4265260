using System.Text;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Model;

namespace Better.Calendar.Email;

/// <summary>The people who see each other in the emails about a workshop, written once for all of them; each email leaves its reader out.</summary>
internal sealed class GuestList
{
    private readonly Dictionary<EmailAddress, int> places = [];
    private readonly Participant[] guests;

    /// <summary>The guests of a workshop; of the whole series where there is none.</summary>
    public GuestList(WorkshopSeries series, Workshop? workshop)
    {
        guests = [.. series.Participants.Where(guest => workshop is null || WorkshopSeries.IsInvited(guest, workshop))];
        foreach (var guest in guests)
        {
            places[guest.Email] = places.Count;
        }

        Names = new([.. guests.Select(static guest => guest.Name)]);
    }

    /// <summary>All names as a text.</summary>
    public GuestNames Names { get; }

    /// <summary>The same in UTF-8.</summary>
    public SharedList Plain => field ??= Encoded(static name => Encoding.UTF8.GetBytes(name));

    /// <summary>The same in HTML, in quoted-printable without soft breaks.</summary>
    public SharedList Html => field ??= Encoded(static name => TransferEncoder.WithoutBreaks(Encoding.UTF8.GetBytes(HtmlEscaper.Escape(name))));

    /// <summary>The same in a TEXT value of a calendar.</summary>
    public SharedList Calendar => field ??= Encoded(static name => Encoding.UTF8.GetBytes(ContentLineWriter.EscapeText(name)), ContentLineWriter.EscapeText(GuestNames.Separator));

    /// <summary>The attendee lines of a calendar, folded.</summary>
    public SharedList Attendees => field ??= new([.. guests.Select(static guest => LineFolder.Fold([AttendeePropertyWriter.WriteOtherAttendee(guest).ToString()]))], []);

    /// <summary>The names as words of flowed text.</summary>
    public FlowedNames Flowed => field ??= new([.. guests.Select(static guest => guest.Name)]);

    /// <summary>Where a reader stands among the guests; -1 where they do not.</summary>
    public int PlaceOf(EmailAddress reader) => places.TryGetValue(reader, out var place) ? place : -1;

    /// <summary>Whether a reader sees anybody.</summary>
    public bool HasOthers(EmailAddress reader) => guests.Length > (places.ContainsKey(reader) ? 1 : 0);

    private SharedList Encoded(Func<string, byte[]> encode, string separator = GuestNames.Separator) =>
        new([.. guests.Select(guest => encode(guest.Name))], Encoding.UTF8.GetBytes(separator));
}

/// <summary>Where each part of a list begins, and so what is left out without one of them and the separator beside it.</summary>
internal sealed class ListParts
{
    private readonly int[] starts;
    private readonly int separator;

    public ListParts(IEnumerable<int> lengths, int separator)
    {
        this.separator = separator;
        var (made, at) = (new List<int>(), 0);
        foreach (var length in lengths)
        {
            made.Add(at);
            at += length + separator;
        }

        starts = [.. made];
        Length = Math.Max(0, at - separator);
    }

    /// <summary>The length of the whole list.</summary>
    public int Length { get; }

    /// <summary>From where to where the list is left out without a part.</summary>
    /// <param name="place">Which part; -1: none is left out.</param>
    public (int Start, int End) Gap(int place) =>
        place < 0 ? (Length, Length)
        : place + 1 < starts.Length ? (starts[place], starts[place + 1])
        : (Math.Max(0, starts[place] - separator), Length);
}

/// <summary>Names in a text.</summary>
internal sealed class GuestNames
{
    /// <summary>What stands between two names.</summary>
    public const string Separator = ", ";

    private readonly string all;

    public GuestNames(IReadOnlyList<string> names)
    {
        all = string.Join(Separator, names);
        Parts = new(names.Select(static name => name.Length), Separator.Length);
    }

    public ListParts Parts { get; }

    /// <summary>The names without one.</summary>
    public string Without(int place)
    {
        var (start, end) = Parts.Gap(place);
        return all.Remove(start, end - start);
    }

    /// <summary>Appends the beginning of the names without one.</summary>
    public void AppendWithout(StringBuilder text, int place, int most)
    {
        var (start, end) = Parts.Gap(place);
        var first = Math.Min(start, most);
        text.Append(all, 0, first).Append(all, end, Math.Min(all.Length - end, most - first));
    }
}

/// <summary>A list that is encoded once, from which each reader gets all but their own part.</summary>
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

    /// <summary>What stands before a reader's part.</summary>
    public ReadOnlySpan<byte> Before(int place) => all.AsSpan(0, parts.Gap(place).Start);

    /// <summary>What stands after it.</summary>
    public ReadOnlySpan<byte> After(int place) => all.AsSpan(parts.Gap(place).End);
}

/// <summary>Names as words of flowed text, in quoted-printable: where lines break is known but for the lines beside the reader's name.</summary>
internal sealed class FlowedNames
{
    private readonly byte[] encoded;
    private readonly List<Word> words = [];

    /// <summary>The first word of each name.</summary>
    private readonly List<int> names = [];

    /// <summary>For each word: which is the first on the next line, where this is the first on its line.</summary>
    private readonly int[] nextLines;

    public FlowedNames(IReadOnlyList<string> guests)
    {
        var output = new ByteBuffer();
        for (var guest = 0; guest < guests.Count; guest++)
        {
            names.Add(words.Count);
            foreach (var word in (guests[guest] + (guest + 1 < guests.Count ? "," : "")).Split([' '], StringSplitOptions.RemoveEmptyEntries))
            {
                var text = Encoding.UTF8.GetBytes(word);
                output.Append(words.Count == 0 ? [] : " "u8);
                var start = output.Length;
                output.Append(TransferEncoder.WithoutBreaks(text));
                words.Add(new(start, output.Length, word.Length, PlainTextBodyRenderer.IsStuffed(text)));
            }
        }

        encoded = output.ToArray();
        nextLines = [.. words.Select((_, word) => NextLine(word))];
    }

    /// <summary>Writes the names to the line's end without one of them, which is not the last.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="place">Whose name is left out; -1: nobody's.</param>
    /// <param name="length">How many characters the line has already.</param>
    /// <param name="column">At which column of its encoding it ends.</param>
    public void WriteWithout(ByteBuffer output, int place, int length, int column)
    {
        var (skipped, rest) = place < 0 ? (words.Count, words.Count) : (names[place], names[place + 1]);
        var at = skipped == 0 ? rest : 0;
        while (true)
        {
            if (length == 0 && (at >= rest || nextLines[at] < skipped))
            {
                var last = nextLines[at] - 1;
                column = words[at].IsStuffed ? TransferEncoder.AppendWithBreaks(" "u8, output, column) : column;
                column = TransferEncoder.AppendWithBreaks(encoded.AsSpan(words[at].Start, words[last].End - words[at].Start), output, column);
                at = last + 1;
            }
            else
            {
                for (; at < words.Count && (length == 0 || length + 1 + words[at].Length <= PlainTextBodyRenderer.MaxLineLength); at = at + 1 == skipped ? rest : at + 1)
                {
                    var hasSpace = length > 0 || words[at].IsStuffed;
                    column = hasSpace ? TransferEncoder.AppendWithBreaks(" "u8, output, column) : column;
                    column = TransferEncoder.AppendWithBreaks(encoded.AsSpan(words[at].Start, words[at].End - words[at].Start), output, column);
                    length += words[at].Length + (hasSpace ? 1 : 0);
                }
            }

            if (at >= words.Count)
            {
                output.Append("\r\n"u8);
                return;
            }

            // The space at the line's end says that it goes on.
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
