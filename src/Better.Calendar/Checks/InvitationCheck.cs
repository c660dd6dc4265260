using System.Runtime.InteropServices;
using Better.Calendar.IcsLines;
using MimeKit;

namespace Better.Calendar.Checks;

/// <summary>Tells what is wrong with calendar files and invitation letters, ours or anybody's: for which client, and how to mend it.</summary>
/// <remarks>It throws for nothing that is in the octets, and takes time that grows with their number only. Options that silence a rule
/// which does not exist are an <see cref="ArgumentException"/>.</remarks>
public static class InvitationCheck
{
    /// <summary>All rules, by families; <c>Checks/RULES.md</c> in the sources is made from them.</summary>
    public static ValueList<CheckRule> Rules => RuleBook.All;

    /// <summary>Checks an iCalendar file.</summary>
    /// <param name="octets">The file.</param>
    /// <param name="options">What cannot be seen in it; null: the defaults.</param>
    public static CheckReport Ics(ReadOnlyMemory<byte> octets, CheckOptions? options = null)
    {
        var chosen = Valid(options);
        var found = new Findings(chosen);
        return octets.Length > chosen.MostOctets
            ? TooLarge("calendar", octets.Length, chosen, found)
            : Report(Calendar(octets, chosen, found), chosen, found);
    }

    /// <summary>Checks a letter.</summary>
    /// <param name="octets">The letter as it goes over the wire (RFC 5322).</param>
    /// <param name="options">What cannot be seen in it; null: the defaults.</param>
    public static CheckReport Mail(ReadOnlyMemory<byte> octets, CheckOptions? options = null)
    {
        var chosen = Valid(options);
        var found = new Findings(chosen);
        return octets.Length > chosen.MostOctets
            ? TooLarge("letter", octets.Length, chosen, found)
            : Report(Letter(octets, chosen, found), chosen, found);
    }

    /// <summary>Checks a letter.</summary>
    /// <param name="stream">The letter as it goes over the wire; read to its end, not closed.</param>
    /// <param name="options">What cannot be seen in it; null: the defaults.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static CheckReport Mail(Stream stream, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var chosen = Valid(options);
        return Mail(BoundedReader.Read(stream, chosen.MostOctets), chosen);
    }

    /// <summary>Checks a letter.</summary>
    /// <param name="message">The letter; what was lost when it was parsed is not seen.</param>
    /// <param name="options">What cannot be seen in it; null: the defaults.</param>
    public static CheckReport Mail(MimeMessage message, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var chosen = Valid(options);
        var found = new Findings(chosen);
        return Report(Letter(message, chosen, found), chosen, found);
    }

    /// <summary>Checks an update, a cancellation or an answer, by itself and against the message before it.</summary>
    /// <param name="previous">The message before: a file or a letter, told apart by their first octets.</param>
    /// <param name="current">The message to check: a file or a letter.</param>
    /// <param name="options">What cannot be seen in them; null: the defaults.</param>
    public static CheckReport Revision(ReadOnlyMemory<byte> previous, ReadOnlyMemory<byte> current, CheckOptions? options = null)
    {
        var chosen = Valid(options);
        var found = new Findings(chosen);
        if (Math.Max(previous.Length, current.Length) > chosen.MostOctets)
        {
            return TooLarge("input", Math.Max(previous.Length, current.Length), chosen, found);
        }

        var before = Any(previous, chosen, new(chosen));
        var after = Any(current, chosen, found);
        if (before is not null && after is not null)
        {
            RuleRunner.Compare(before, after, found);
        }

        return Report(after, chosen, found);
    }

    private static CalendarReading? Any(ReadOnlyMemory<byte> octets, CheckOptions options, Findings found)
    {
        var start = octets.Span;
        start = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start.Slice(3) : start;
        return start.StartsWith("BEGIN:VCALENDAR"u8) ? Calendar(octets, options, found) : Letter(octets, options, found);
    }

    private static CalendarReading Calendar(ReadOnlyMemory<byte> octets, CheckOptions options, Findings found)
    {
        var calendar = CalendarReading.Read(Array(octets), "calendar", options);
        RuleRunner.Check(calendar, found);
        return calendar;
    }

    private static CalendarReading? Letter(ReadOnlyMemory<byte> octets, CheckOptions options, Findings found)
    {
        using var stream = new MemoryStream(Array(octets), writable: false);
        var parser = ParserOptions.Default.Clone();
        parser.MaxMimeDepth = LetterReading.MostDepth;
        try
        {
            using var message = MimeMessage.Load(parser, stream, persistent: true);
            return Letter(message, options, found);
        }
        catch (FormatException problem)
        {
            found.Add(PartRules.Placed, new("letter"), $"The letter cannot be read as a mail: {problem.Message}");
            return null;
        }
    }

    private static CalendarReading? Letter(MimeMessage message, CheckOptions options, Findings found)
    {
        var letter = new LetterReading(message, options);
        var calendar = letter.Invitation is { } part ? CalendarReading.Read(part.Octets, part.Type, options, letter) : null;
        RuleRunner.Check(letter, calendar, found);
        return calendar;
    }

    private static CheckOptions Valid(CheckOptions? options)
    {
        foreach (var silence in options?.Silence ?? [])
        {
            if (RuleBook.Find(silence.Rule) is null)
            {
                throw new ArgumentException(
                    $"{nameof(CheckOptions.Silence)} names the rule \"{silence.Rule}\", which does not exist; {nameof(Rules)} lists all that do.", nameof(options));
            }
        }

        return options ?? new();
    }

    private static CheckReport TooLarge(string part, int length, CheckOptions options, Findings found)
    {
        found.Add(CalendarRules.Limits, new(part), $"The {part} is larger than {options.MostOctets} octets{(length == int.MaxValue ? "" : $": at least {length}")}.");
        return Report(null, options, found);
    }

    private static CheckReport Report(CalendarReading? calendar, CheckOptions options, Findings found) => new()
    {
        Profile = calendar?.Profile ?? options.Profile ?? CheckProfile.Letter,
        Method = calendar?.Method,
        Findings = found.All.ToValueList(),
        Omitted = found.Omitted,
        Silenced = found.Silenced.ToValueList(),
        Verdicts = Verdicts.Of(calendar, found),
    };

    private static byte[] Array(ReadOnlyMemory<byte> octets) =>
        MemoryMarshal.TryGetArray(octets, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : octets.ToArray();
}
