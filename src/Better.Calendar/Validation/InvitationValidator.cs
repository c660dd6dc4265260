using System.Runtime.InteropServices;
using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.Validation;
using MimeKit;

namespace Better.Calendar;

/// <summary>
/// Checks calendar files and invitation emails, of this library or any other program, and reports what is wrong, for which client, and how
/// to fix it.
/// </summary>
/// <remarks>No input bytes make it throw, and the time grows linearly with the size of the input.</remarks>
/// <example>
/// <code>
/// ValidationReport report = InvitationValidator.ValidateEmail(File.ReadAllBytes("invitation.eml"));
/// foreach (Finding finding in report.Findings)
/// {
///     Console.WriteLine($"{finding} {finding.Fix}");
/// }
/// </code>
/// </example>
public static class InvitationValidator
{
    // Shared, because MimeKit's options are expensive to create. They are never changed.
    private static readonly ParserOptions Parser = new() { MaxMimeDepth = ValidatedMail.MaxDepth };

    /// <summary>
    /// All rules, ordered by id within each family. <c>Validation/RULES.md</c> in the source repository is generated from them.
    /// </summary>
    public static ValueList<ValidationRule> Rules => RuleCatalog.All;

    /// <summary>Checks an iCalendar file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="options">What the file itself does not say; null: the defaults.</param>
    /// <exception cref="ArgumentException"><see cref="ValidationOptions.Suppressions"/> contains a rule that does not exist.</exception>
    public static ValidationReport ValidateCalendar(ReadOnlyMemory<byte> bytes, ValidationOptions? options = null)
    {
        var validOptions = Validate(options);
        var findings = new FindingCollector(validOptions);
        return bytes.Length > validOptions.MaxBytes
            ? ReportTooLarge("calendar", bytes.Length, validOptions, findings)
            : CreateReport(ReadCalendar(bytes, validOptions, findings), validOptions, findings);
    }

    /// <summary>Checks an email.</summary>
    /// <param name="bytes">The email in the format in which it is sent (RFC 5322).</param>
    /// <param name="options">What the email itself does not say; null: the defaults.</param>
    /// <exception cref="ArgumentException"><see cref="ValidationOptions.Suppressions"/> contains a rule that does not exist.</exception>
    public static ValidationReport ValidateEmail(ReadOnlyMemory<byte> bytes, ValidationOptions? options = null)
    {
        var validOptions = Validate(options);
        var findings = new FindingCollector(validOptions);
        return bytes.Length > validOptions.MaxBytes
            ? ReportTooLarge("email", bytes.Length, validOptions, findings)
            : CreateReport(ReadEmail(bytes, validOptions, findings), validOptions, findings);
    }

    /// <summary>Checks an email.</summary>
    /// <param name="stream">The email in the format in which it is sent (RFC 5322). It is read to its end, or until it exceeds
    /// <see cref="ValidationOptions.MaxBytes"/>, and not closed.</param>
    /// <param name="options">What the email itself does not say; null: the defaults.</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ArgumentException"><see cref="ValidationOptions.Suppressions"/> contains a rule that does not exist.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ValidationReport ValidateEmail(Stream stream, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var validOptions = Validate(options);
        return ValidateEmail(BoundedReader.Read(stream, validOptions.MaxBytes), validOptions);
    }

    /// <summary>Checks an email without synchronous I/O, as a web server asks for.</summary>
    /// <param name="stream">The email in the format in which it is sent (RFC 5322), such as the body of a request. It is read to its end,
    /// or until it exceeds <see cref="ValidationOptions.MaxBytes"/>, and not closed.</param>
    /// <param name="options">What the email itself does not say; null: the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ArgumentException"><see cref="ValidationOptions.Suppressions"/> contains a rule that does not exist.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static Task<ValidationReport> ValidateEmailAsync(
        Stream stream,
        ValidationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ValidateAllAsync(stream, Validate(options), cancellationToken);
    }

    /// <summary>Checks an email.</summary>
    /// <param name="message">The parsed email. Problems in bytes that MimeKit did not keep cannot be found; prefer the original
    /// bytes.</param>
    /// <param name="options">What the email itself does not say; null: the defaults.</param>
    /// <exception cref="ArgumentNullException">The message is null.</exception>
    /// <exception cref="ArgumentException"><see cref="ValidationOptions.Suppressions"/> contains a rule that does not exist.</exception>
    public static ValidationReport ValidateEmail(MimeMessage message, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var validOptions = Validate(options);
        var findings = new FindingCollector(validOptions);
        return CreateReport(ReadEmail(message, validOptions, findings), validOptions, findings);
    }

    /// <summary>Checks an update, a cancellation or a response, by itself and in comparison with the previous message.</summary>
    /// <param name="previous">The previous message: a file or an email, which are distinguished by their first bytes.</param>
    /// <param name="current">The message to check: a file or an email.</param>
    /// <param name="options">What the messages themselves do not say; null: the defaults.</param>
    /// <exception cref="ArgumentException"><see cref="ValidationOptions.Suppressions"/> contains a rule that does not exist.</exception>
    public static ValidationReport ValidateRevision(
        ReadOnlyMemory<byte> previous,
        ReadOnlyMemory<byte> current,
        ValidationOptions? options = null)
    {
        var validOptions = Validate(options);
        var findings = new FindingCollector(validOptions);
        if (Math.Max(previous.Length, current.Length) > validOptions.MaxBytes)
        {
            return ReportTooLarge("input", Math.Max(previous.Length, current.Length), validOptions, findings);
        }

        var before = ReadAny(previous, validOptions, new(validOptions));
        var after = ReadAny(current, validOptions, findings);
        if (before is not null && after is not null)
        {
            RuleRunner.Compare(before, after, findings);
        }

        return CreateReport(after, validOptions, findings);
    }

    private static async Task<ValidationReport> ValidateAllAsync(
        Stream stream,
        ValidationOptions options,
        CancellationToken cancellationToken) =>
        ValidateEmail(await BoundedReader.ReadAsync(stream, options.MaxBytes, cancellationToken).ConfigureAwait(false), options);

    private static ValidatedCalendar? ReadAny(ReadOnlyMemory<byte> bytes, ValidationOptions options, FindingCollector findings) =>
        InputKind.IsCalendar(bytes.Span) ? ReadCalendar(bytes, options, findings) : ReadEmail(bytes, options, findings);

    private static ValidatedCalendar ReadCalendar(ReadOnlyMemory<byte> bytes, ValidationOptions options, FindingCollector findings)
    {
        var calendar = ValidatedCalendar.Parse(ToArray(bytes), "calendar", options);
        RuleRunner.Check(calendar, findings);
        return calendar;
    }

    private static ValidatedCalendar? ReadEmail(ReadOnlyMemory<byte> bytes, ValidationOptions options, FindingCollector findings)
    {
        if (!InputKind.IsEmail(bytes.Span))
        {
            var isCalendar = InputKind.IsCalendar(bytes.Span);
            findings.Add(
                CalendarRules.CalendarStructure,
                new("email"),
                isCalendar ? "The file is a calendar, not an email." : InputKind.DescribeUnknown(bytes.Span, "email"),
                fix: isCalendar ? "Check it as a calendar file." : "Choose an .ics file or an email with its headers (.eml).");
            return null;
        }

        var excess = MailLimits.Validation.FindExcess(bytes.Span);
        if (excess is not null)
        {
            findings.Add(CalendarRules.SizeLimits, new("email"), excess, fix: "Send a mail with shorter headers and fewer parts.");
            return null;
        }

        using var stream = new MemoryStream(ToArray(bytes), writable: false);
        try
        {
            using var message = MimeMessage.Load(Parser, stream, persistent: true);
            return ReadEmail(message, options, findings);
        }
        catch (FormatException exception)
        {
            findings.Add(MimePartRules.PartPlacement, new("email"), $"The bytes cannot be parsed as an email: {exception.Message}");
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

    private static ValidationOptions Validate(ValidationOptions? options)
    {
        foreach (var suppression in options?.Suppressions ?? [])
        {
            if (RuleCatalog.Find(suppression.RuleId) is null)
            {
                throw new ArgumentException(
                    $"{nameof(ValidationOptions.Suppressions)} contains the rule id \"{suppression.RuleId}\", which does not exist; "
                        + $"choose one of {nameof(InvitationValidator)}.{nameof(Rules)}.",
                        nameof(options));
            }
        }

        return options ?? new();
    }

    private static ValidationReport ReportTooLarge(string partName, int length, ValidationOptions options, FindingCollector findings)
    {
        findings.Add(
            CalendarRules.SizeLimits,
            new(partName),
            $"The {partName} is larger than {options.MaxBytes} bytes{(length == int.MaxValue ? "" : $": at least {length}")}.");
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
        Views = OutlookView.Create(calendar),
    };

    private static byte[] ToArray(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();
}
