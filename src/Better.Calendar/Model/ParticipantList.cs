using System.Text;
using Better.Calendar.Model;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar;

/// <summary>Reads a list of participants from CSV (RFC 4180), as a spreadsheet saves it.</summary>
/// <remarks>
/// The first row names the columns, in any order and case: <c>name</c> and <c>email</c>, and optionally <c>city</c>,
/// <c>language</c>, <c>zone</c> and <c>workshops</c> (ids separated by spaces; empty means all workshops). <c>link:ID</c> and
/// <c>passcode:ID</c> hold a person's own join link and passcode for the workshop with that id (<see cref="Participant.Meetings"/>).
/// Columns are separated by commas, semicolons or tabs; the text is UTF-8 with or without a byte order mark.
/// </remarks>
/// <example>
/// <code>
/// var participants = ParticipantList.Read("name;email\nAnna Kovács;anna@guest.example", series);
/// series = series with { Participants = [.. series.Participants, .. participants] };
/// </code>
/// </example>
public static class ParticipantList
{
    private const string LinkPrefix = "link:";
    private const string PasscodePrefix = "passcode:";

    private static readonly string[] Columns = ["name", "email", "city", "language", "zone", "workshops"];

    /// <summary>Reads participants that can be added to a series.</summary>
    /// <param name="csv">The list in UTF-8; read to its end, not closed.</param>
    /// <param name="series">The series they will be invited to; a participant who is already in it is an error.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <exception cref="InvalidSeriesException">The list or the series has errors; all are listed, each with its row and
    /// column.</exception>
    public static ValueList<Participant> Read(Stream csv, WorkshopSeries series, IDateTimeZoneProvider? zones = null) =>
        Read(csv, series, out _, zones);

    /// <inheritdoc cref="Read(Stream, WorkshopSeries, IDateTimeZoneProvider)" path="/summary|/exception"/>
    /// <param name="csv">The list in UTF-8; read to its end, not closed.</param>
    /// <param name="series">The series they will be invited to; a participant who is already in it is an error.</param>
    /// <param name="notes">Values that were read differently than they were written, such as a Windows time zone name, and languages in
    /// which the library has no sentences; each with its row and column.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    public static ValueList<Participant> Read(
        Stream csv, WorkshopSeries series, out ValueList<ParseNote> notes, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentNullException.ThrowIfNull(series);
        return Read(BoundedReader.Read(csv, InputLimits.DocumentBytes), series, out notes, zones);
    }

    /// <summary>Reads participants that can be added to a series without synchronous I/O, as a web server asks for.</summary>
    /// <param name="csv">The list in UTF-8, such as an uploaded file; read to its end, not closed.</param>
    /// <param name="series">The series they will be invited to; a participant who is already in it is an error.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidSeriesException">The list or the series has errors; all are listed, each with its row and
    /// column.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static Task<ValueList<Participant>> ReadAsync(
        Stream csv,
        WorkshopSeries series,
        IDateTimeZoneProvider? zones = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentNullException.ThrowIfNull(series);
        return ReadAllAsync(csv, series, zones, cancellationToken);
    }

    /// <inheritdoc cref="Read(Stream, WorkshopSeries, IDateTimeZoneProvider)"/>
    public static ValueList<Participant> Read(string csv, WorkshopSeries series, IDateTimeZoneProvider? zones = null) =>
        Read(csv, series, out _, zones);

    /// <inheritdoc cref="Read(Stream, WorkshopSeries, out ValueList{ParseNote}, IDateTimeZoneProvider)"/>
    public static ValueList<Participant> Read(
        string csv, WorkshopSeries series, out ValueList<ParseNote> notes, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentNullException.ThrowIfNull(series);
        Guard.ThrowIfTooLong(csv.Length, InputLimits.DocumentBytes, "split the list");
        var text = csv.TrimStart('\uFEFF');
        using var rows = CsvRow.Read(text, CsvRow.DetectDelimiter(text)).GetEnumerator();
        if (!rows.MoveNext())
        {
            throw new InvalidSeriesException(
                [new("row 1", $"the list is empty; the first row names the columns {string.Join(", ", Columns)}")]);
        }

        var header = rows.Current.Fields.Select(name => name.Trim().ToLowerInvariant()).ToList();
        var errors = HeaderErrors(header, series).Take(InputLimits.Errors).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidSeriesException(errors);
        }

        var provider = zones ?? DateTimeZoneProviders.Tzdb;
        var rules = new SeriesValidator(provider, series.Zone, series.Organizer.Email);
        errors.AddRange(
            series.Workshops.SelectMany(workshop => rules.ValidateWorkshop(workshop, field => $"workshop {workshop.Id}, {field}")));
        errors.AddRange(
            series.Participants.SelectMany(participant => rules.ValidateParticipant(participant, field => $"the series, {field}")));
        var found = new List<ParseNote>();
        var participants = new List<Participant>();
        while (errors.Count < InputLimits.Errors && rows.MoveNext())
        {
            if (ReadParticipant(rows.Current, header, series, rules, provider, errors, found) is { } participant)
            {
                participants.Add(participant);
            }
        }

        notes = found.GroupBy(static note => note.Text, StringComparer.Ordinal).Select(static same => same.First()).ToValueList();
        return errors.Count > 0 ? throw new InvalidSeriesException(errors) : participants.ToValueList();
    }

    private static async Task<ValueList<Participant>> ReadAllAsync(
        Stream csv,
        WorkshopSeries series,
        IDateTimeZoneProvider? zones,
        CancellationToken cancellationToken) =>
        Read(
            await BoundedReader.ReadAsync(csv, InputLimits.DocumentBytes, cancellationToken).ConfigureAwait(false),
            series,
            out _,
            zones);

    private static ValueList<Participant> Read(
        byte[] csv, WorkshopSeries series, out ValueList<ParseNote> notes, IDateTimeZoneProvider? zones)
    {
        Guard.ThrowIfTooLong(csv.Length, InputLimits.DocumentBytes, "split the list");
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(csv);
            return Read(text, series, out notes, zones);
        }
        catch (DecoderFallbackException problem)
        {
            var row = csv.Take(problem.Index).Count(@byte => @byte == '\n') + 1;
            throw new InvalidSeriesException([new($"row {row}", "the list is not encoded in UTF-8; save it as \"CSV UTF-8\"")]);
        }
    }

    private static IEnumerable<ValidationError> HeaderErrors(List<string> header, WorkshopSeries series)
    {
        string[] known = [.. Columns, .. series.Workshops.SelectMany(static workshop => GetMeetingColumns(workshop))];
        foreach (var name in header.Where(name => name.Length > 0 && !known.Contains(name)))
        {
            yield return new(
                $"row 1, {TextSanitizer.ToSingleLine(name)}",
                $"this column is not known; the known columns are {string.Join(", ", Columns)}, and {LinkPrefix}ID and {PasscodePrefix}ID "
                    + "with the id of a workshop");
        }

        foreach (var name in known.Where(name => header.Count(other => other == name) > 1))
        {
            yield return new($"row 1, {name}", "this column is given twice; keep one");
        }

        foreach (var name in Columns.Take(2).Where(name => !header.Contains(name)))
        {
            yield return new($"row 1, {name}", "this column is missing; add it");
        }
    }

    // The names of columns are compared in lower case.
    private static string[] GetMeetingColumns(Workshop workshop) =>
        [LinkPrefix + workshop.Id.ToLowerInvariant(), PasscodePrefix + workshop.Id.ToLowerInvariant()];

    private static Participant? ReadParticipant(
        CsvRow row,
        List<string> header,
        WorkshopSeries series,
        SeriesValidator rules,
        IDateTimeZoneProvider zones,
        List<ValidationError> errors,
        List<ParseNote> notes)
    {
        var before = errors.Count;
        string At(string column) => $"row {row.Number}, {column}";
        string? Field(string column)
        {
            var i = header.IndexOf(column);
            return i < 0 || i >= row.Fields.Count || string.IsNullOrWhiteSpace(row.Fields[i]) ? null : row.Fields[i].Trim();
        }

        void Report(string column, string? problem)
        {
            if (problem is not null)
            {
                errors.Add(new(At(column), problem));
            }
        }

        if (row.HasUnclosedQuote)
        {
            errors.Add(new($"row {row.Number}", "this row has an opening quote without a closing quote; add the closing quote"));
            return null;
        }

        if (row.Fields.Skip(header.Count).Any(field => !string.IsNullOrWhiteSpace(field)))
        {
            errors.Add(
                new(
                    $"row {row.Number}",
                    $"this row has more fields than the {header.Count} columns of the first row; put quotes around a field that "
                        + "contains a delimiter"));
        }

        var name = Field("name");
        Report("name", Guard.LengthProblem(name ?? "", InputLimits.Name) ?? Guard.NameProblem(name ?? ""));
        string? addressProblem = null;
        var email = Field("email") is { } address ? EmailAddress.ParseOrNull(address, out addressProblem) : null;
        Report("email", email is null ? addressProblem ?? "the email address is missing; add it" : null);
        var city = Field("city");
        Report("city", city is null ? null : Guard.LengthProblem(city, InputLimits.Name) ?? Guard.NameProblem(city));
        var language = Field("language");
        Report("language", language is null ? null : Guard.LanguageProblem(language));
        if (language is not null && !LanguageTag.HasSentences(language))
        {
            notes.Add(ParseNote.ForLanguage(At("language"), language));
        }

        var zone = Field("zone") is { } written ? TimeZoneIds.Resolve(written, zones) : null;
        if (zone is { Kind: ZoneIdResolutionKind.WindowsName or ZoneIdResolutionKind.CaseCorrected })
        {
            notes.Add(new(At("zone"), zone.Note));
        }

        var meetings = series.Workshops.Select(ReadMeeting).OfType<ParticipantMeeting>().ToValueList();
        if (email is null)
        {
            return null;
        }

        // Values that are already reported as errors are left out, so that the remaining rules can still be checked.
        var isValid = errors.Count == before;
        var participant = new Participant
        {
            Name = isValid ? name! : email.Value,
            Email = email,
            City = isValid && city is not null ? city : (LocalizedText?)null,
            Language = isValid ? language : null,
            Zone = zone?.Id ?? Field("zone"),
            Workshops = Field("workshops")?.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).ToValueList(),
            Meetings = meetings,
        };
        errors.AddRange(rules.ValidateParticipant(participant, At));
        return errors.Count == before ? participant : null;

        ParticipantMeeting? ReadMeeting(Workshop workshop)
        {
            var columns = GetMeetingColumns(workshop);
            var (link, passcode) = (Field(columns[0]), Field(columns[1]));
            Uri? url = null;
            Report(columns[0], link is null ? null : SeriesDocumentReader.ParseUrl(link, Guard.JoinLinkProblem, out url));
            Report(columns[1], passcode is null ? null
                : link is null ? "a passcode of somebody's own needs their own join link; add it"
                : Guard.LengthProblem(passcode, InputLimits.Passcode));
            return url is null || errors.Count > before ? null : new() { WorkshopId = workshop.Id, Url = url, Passcode = passcode };
        }
    }
}
