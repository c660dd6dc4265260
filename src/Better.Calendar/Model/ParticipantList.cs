using System.Text;
using Better.Calendar.Model;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar;

/// <summary>A list of participants as CSV, as a spreadsheet saves it.</summary>
/// <remarks>
/// The first row names the columns, in any order and case: <c>name</c> and <c>email</c>, and if wanted <c>city</c>,
/// <c>language</c>, <c>zone</c> and <c>workshops</c> (ids with spaces between; none: all). Between columns stand commas,
/// semicolons or tabs; the text is UTF-8 with or without a byte order mark.
/// </remarks>
public static class ParticipantList
{
    private static readonly string[] Columns = ["name", "email", "city", "language", "zone", "workshops"];

    /// <summary>Reads the participants to add to a series.</summary>
    /// <param name="csv">The list, in UTF-8; read to its end, not closed.</param>
    /// <param name="series">The series they are invited to; nobody may be in it already.</param>
    /// <param name="zones">Where time zones come from; null: NodaTime's TZDB.</param>
    /// <exception cref="InvalidSeriesException">Something is wrong with the list; all faults are named, each with its row and column.</exception>
    public static ValueList<Participant> Read(Stream csv, WorkshopSeries series, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentNullException.ThrowIfNull(series);
        using var bytes = new MemoryStream();
        csv.CopyTo(bytes);
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes.ToArray());
            return Read(text, series, zones);
        }
        catch (DecoderFallbackException problem)
        {
            var row = bytes.ToArray().Take(problem.Index).Count(@byte => @byte == '\n') + 1;
            throw new InvalidSeriesException([new($"row {row}", "the list is not in UTF-8; save it as \"CSV UTF-8\"")]);
        }
    }

    /// <inheritdoc cref="Read(Stream, WorkshopSeries, IDateTimeZoneProvider)"/>
    public static ValueList<Participant> Read(string csv, WorkshopSeries series, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(csv);
        ArgumentNullException.ThrowIfNull(series);
        var text = csv.TrimStart('\uFEFF');
        var rows = CsvRow.Read(text, CsvRow.DetectDelimiter(text)).ToList();
        if (rows.Count == 0)
        {
            throw new InvalidSeriesException([new("row 1", $"the list is empty; the first row names the columns {string.Join(", ", Columns)}")]);
        }

        var header = rows[0].Fields.Select(name => name.Trim().ToLowerInvariant()).ToList();
        var faults = HeaderErrors(header).ToList();
        if (faults.Count > 0)
        {
            throw new InvalidSeriesException(faults);
        }

        var provider = zones ?? DateTimeZoneProviders.Tzdb;
        var rules = new SeriesValidator(provider, series.Zone, series.Organizer.Email);
        faults.AddRange(series.Workshops.SelectMany(workshop => rules.ValidateWorkshop(workshop, field => $"workshop {workshop.Id}, {field}")));
        faults.AddRange(series.Participants.SelectMany(participant => rules.ValidateParticipant(participant, field => $"the series, {field}")));
        var participants = rows.Skip(1).Select(row => ReadParticipant(row, header, rules, provider, faults)).ToList();
        return faults.Count > 0 ? throw new InvalidSeriesException(faults) : participants.OfType<Participant>().ToValueList();
    }

    private static IEnumerable<ValidationError> HeaderErrors(List<string> header)
    {
        foreach (var name in header.Where(name => name.Length > 0 && !Columns.Contains(name)))
        {
            yield return new($"row 1, {TextSanitizer.ToSingleLine(name)}", $"is no column we know; known are {string.Join(", ", Columns)}");
        }

        foreach (var name in Columns.Where(name => header.Count(other => other == name) > 1))
        {
            yield return new($"row 1, {name}", "is there twice");
        }

        foreach (var name in Columns.Take(2).Where(name => !header.Contains(name)))
        {
            yield return new($"row 1, {name}", "this column is missing");
        }
    }

    private static Participant? ReadParticipant(CsvRow row, List<string> header, SeriesValidator rules, IDateTimeZoneProvider zones, List<ValidationError> errors)
    {
        var before = errors.Count;
        string At(string column) => $"row {row.Number}, {column}";
        string? Field(string column)
        {
            var i = header.IndexOf(column);
            return i < 0 || i >= row.Fields.Count || string.IsNullOrWhiteSpace(row.Fields[i]) ? null : row.Fields[i].Trim();
        }

        void Judge(string column, string? problem)
        {
            if (problem is not null)
            {
                errors.Add(new(At(column), problem));
            }
        }

        if (row.HasUnclosedQuote)
        {
            errors.Add(new($"row {row.Number}", "a quote opens here that never closes"));
            return null;
        }

        if (row.Fields.Skip(header.Count).Any(field => !string.IsNullOrWhiteSpace(field)))
        {
            errors.Add(new($"row {row.Number}", $"has more fields than the {header.Count} of the first row; put quotes around a field with a delimiter in it"));
        }

        var name = Field("name");
        Judge("name", Guard.NameProblem(name ?? ""));
        string? addressProblem = null;
        var email = Field("email") is { } address ? EmailAddress.ParseOrNull(address, out addressProblem) : null;
        Judge("email", email is null ? addressProblem ?? "is missing" : null);
        var city = Field("city");
        Judge("city", city is null ? null : Guard.NameProblem(city));
        var language = Field("language");
        Judge("language", language is null ? null : Guard.LanguageProblem(language));
        if (email is null)
        {
            return null;
        }

        // What stands at fault already is left out here, so that the rules beside the neighbors are still told.
        var isSound = errors.Count == before;
        var participant = new Participant
        {
            Name = isSound ? name! : email.Value,
            Email = email,
            City = isSound && city is not null ? city : (LocalizedText?)null,
            Language = isSound ? language : null,
            Zone = Field("zone") is { } zone ? TimeZoneIds.Resolve(zone, zones)?.Id ?? zone : null,
            Workshops = Field("workshops")?.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).ToValueList(),
        };
        errors.AddRange(rules.ValidateParticipant(participant, At));
        return errors.Count == before ? participant : null;
    }
}
