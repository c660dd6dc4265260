using System.Runtime.InteropServices;
using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.Validation;
using MimeKit;

namespace Better.Calendar;

/// <summary>Tells what is wrong with calendar files and invitation emails, ours or anybody's: for which client, and how to fix it.</summary>
/// <remarks>It throws for nothing that is in the bytes, and takes time that grows with their number only. Options that silence a rule
/// which does not exist are an <see cref="ArgumentException"/>.</remarks>
public static class InvitationValidator
{
    /// <summary>All rules, by families; <c>Checks/RULES.md</c> in the sources is made from them.</summary>
    public static ValueList<ValidationRule> Rules => RuleCatalog.All;

    /// <summary>Checks an iCalendar file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="options">What cannot be seen in it; null: the defaults.</param>
    public static ValidationReport ValidateCalendar(ReadOnlyMemory<byte> bytes, ValidationOptions? options = null)
    {
        var chosen = Valid(options);
        var found = new FindingCollector(chosen);
        return bytes.Length > chosen.MaxBytes
            ? ReportTooLarge("calendar", bytes.Length, chosen, found)
            : CreateReport(ReadCalendar(bytes, chosen, found), chosen, found);
    }

    /// <summary>Checks an email.</summary>
    /// <param name="bytes">The email as it goes over the wire (RFC 5322).</param>
    /// <param name="options">What cannot be seen in it; null: the defaults.</param>
    public static ValidationReport ValidateEmail(ReadOnlyMemory<byte> bytes, ValidationOptions? options = null)
    {
        var chosen = Valid(options);
        var found = new FindingCollector(chosen);
        return bytes.Length > chosen.MaxBytes
            ? ReportTooLarge("letter", bytes.Length, chosen, found)
            : CreateReport(ReadEmail(bytes, chosen, found), chosen, found);
    }

    /// <summary>Checks an email.</summary>
    /// <param name="stream">The email as it goes over the wire; read to its end, not closed.</param>
    /// <param name="options">What cannot be seen in it; null: the defaults.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ValidationReport ValidateEmail(Stream stream, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var chosen = Valid(options);
        return ValidateEmail(BoundedReader.Read(stream, chosen.MaxBytes), chosen);
    }

    /// <summary>Checks an email.</summary>
    /// <param name="message">The email; what was lost when it was parsed is not seen.</param>
    /// <param name="options">What cannot be seen in it; null: the defaults.</param>
    public static ValidationReport ValidateEmail(MimeMessage message, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var chosen = Valid(options);
        var found = new FindingCollector(chosen);
        return CreateReport(ReadEmail(message, chosen, found), chosen, found);
    }

    /// <summary>Checks an update, a cancellation or a response, by itself and against the message before it.</summary>
    /// <param name="previous">The message before: a file or an email, told apart by their first bytes.</param>
    /// <param name="current">The message to check: a file or an email.</param>
    /// <param name="options">What cannot be seen in them; null: the defaults.</param>
    public static ValidationReport ValidateRevision(ReadOnlyMemory<byte> previous, ReadOnlyMemory<byte> current, ValidationOptions? options = null)
    {
        var chosen = Valid(options);
        var found = new FindingCollector(chosen);
        if (Math.Max(previous.Length, current.Length) > chosen.MaxBytes)
        {
            return ReportTooLarge("input", Math.Max(previous.Length, current.Length), chosen, found);
        }

        var before = ReadAny(previous, chosen, new(chosen));
        var after = ReadAny(current, chosen, found);
        if (before is not null && after is not null)
        {
            RuleRunner.Compare(before, after, found);
        }

        return CreateReport(after, chosen, found);
    }

    private static ValidatedCalendar? ReadAny(ReadOnlyMemory<byte> bytes, ValidationOptions options, FindingCollector findings)
    {
        var start = bytes.Span;
        start = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start.Slice(3) : start;
        return start.StartsWith("BEGIN:VCALENDAR"u8) ? ReadCalendar(bytes, options, findings) : ReadEmail(bytes, options, findings);
    }

    private static ValidatedCalendar ReadCalendar(ReadOnlyMemory<byte> bytes, ValidationOptions options, FindingCollector findings)
    {
        var calendar = ValidatedCalendar.Parse(ToArray(bytes), "calendar", options);
        RuleRunner.Check(calendar, findings);
        return calendar;
    }

    private static ValidatedCalendar? ReadEmail(ReadOnlyMemory<byte> bytes, ValidationOptions options, FindingCollector findings)
    {
        using var stream = new MemoryStream(ToArray(bytes), writable: false);
        var parser = ParserOptions.Default.Clone();
        parser.MaxMimeDepth = ValidatedMail.MaxDepth;
        try
        {
            using var message = MimeMessage.Load(parser, stream, persistent: true);
            return ReadEmail(message, options, findings);
        }
        catch (FormatException problem)
        {
            findings.Add(MimePartRules.PartPlacement, new("letter"), $"The email cannot be read as a mail: {problem.Message}");
            return null;
        }
    }

    private static ValidatedCalendar? ReadEmail(MimeMessage message, ValidationOptions options, FindingCollector findings)
    {
        var email = new ValidatedMail(message, options);
        var calendar = email.InvitationPart is { } part ? ValidatedCalendar.Parse(part.Bytes, part.MediaType, options, email) : null;
        RuleRunner.Check(email, calendar, findings);
        return calendar;
    }

    private static ValidationOptions Valid(ValidationOptions? options)
    {
        foreach (var silence in options?.Suppressions ?? [])
        {
            if (RuleCatalog.Find(silence.RuleId) is null)
            {
                throw new ArgumentException(
                    $"{nameof(ValidationOptions.Suppressions)} names the rule \"{silence.RuleId}\", which does not exist; {nameof(Rules)} lists all that do.", nameof(options));
            }
        }

        return options ?? new();
    }

    private static ValidationReport ReportTooLarge(string partName, int length, ValidationOptions options, FindingCollector findings)
    {
        findings.Add(CalendarRules.SizeLimits, new(partName), $"The {partName} is larger than {options.MaxBytes} bytes{(length == int.MaxValue ? "" : $": at least {length}")}.");
        return CreateReport(null, options, findings);
    }

    private static ValidationReport CreateReport(ValidatedCalendar? calendar, ValidationOptions options, FindingCollector findings) => new()
    {
        Profile = calendar?.Profile ?? options.Profile ?? ValidationProfile.Email,
        Method = calendar?.Method,
        Findings = findings.Findings.ToValueList(),
        OmittedCount = findings.OmittedCount,
        Suppressed = findings.Suppressed.ToValueList(),
        Verdicts = ClientVerdicts.Create(calendar, findings),
    };

    private static byte[] ToArray(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : bytes.ToArray();
}
