using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Links;

/// <summary>What a programme says, before it takes a shape.</summary>
internal sealed record ProgrammeFacts
{
    /// <summary>The language of headings and dates, and its direction.</summary>
    public required InvitationWording Wording { get; init; }

    /// <summary>The title of the series.</summary>
    public required WrittenText Title { get; init; }

    /// <summary>The workshops, in the order of the programme.</summary>
    public required ValueList<ProgrammeLine> Lines { get; init; }

    /// <summary>Which zone the times are in, in a sentence.</summary>
    public required string Zone { get; init; }

    /// <summary>Whether anybody leads a workshop: a column nobody stands in is left out.</summary>
    public bool HasExperts => Lines.Any(line => line.Expert is not null);

    /// <summary>Gathers the facts.</summary>
    public static ProgrammeFacts Of(WorkshopSeries series, string language, ProgrammeOptions options, IDateTimeZoneProvider zones)
    {
        var wording = options.Wording(language);
        var zone = ReaderZone.Of(options.Zone ?? series.Zone, zones, nameof(options));
        var times = series.Workshops.Select(workshop => Times(series, workshop, zone, zones)).ToList();
        return new()
        {
            Wording = wording,
            Title = Written(series, series.Title, language),
            Lines = series.Workshops.Select((workshop, i) => new ProgrammeLine(
                When(times[i].Start, times[i].End, times, wording),
                times[i].Start,
                Topic(series, workshop, language, wording),
                workshop.LeadExpert is { } expert ? Expert(series, expert, language, wording) : null)).ToValueList(),
            Zone = wording.Fill(Phrase.TimesInZone, ("zone", Name(times, wording.Dates))),
        };
    }

    private static (ZonedDateTime Start, ZonedDateTime End) Times(WorkshopSeries series, Workshop workshop, DateTimeZone zone, IDateTimeZoneProvider zones)
    {
        var start = series.StartOf(workshop, zones).ToInstant();
        return (start.InZone(zone), (start + workshop.Duration).InZone(zone));
    }

    /// <summary>As this series was announced: day and time. A programme that goes over a New Year says the year as well.</summary>
    private static string When(ZonedDateTime start, ZonedDateTime end, List<(ZonedDateTime Start, ZonedDateTime End)> all, InvitationWording wording)
    {
        var when = all.Exists(other => other.Start.Year != start.Year || other.End.Year != start.Year)
            ? wording.Dates.When(start.LocalDateTime, end.LocalDateTime)
            : wording.Dates.ProgrammeDate(start.LocalDateTime, end.LocalDateTime);

        // Where the clocks change on the way, the zone's name alone does not say which offset a line has.
        var offsets = new[] { start.Offset, end.Offset }.Distinct().Select(DateWords.OffsetText);
        return IsOneOffset(all) ? when : $"{when} ({string.Join(" – ", offsets)})";
    }

    private static string Name(List<(ZonedDateTime Start, ZonedDateTime End)> times, DateWords dates)
    {
        var first = times[0].Start;
        if (!IsOneOffset(times))
        {
            return dates.GenericZoneName(first.Zone.Id, first.ToInstant());
        }

        var (name, offset) = (dates.ZoneName(first), DateWords.OffsetText(first.Offset));
        return name == offset ? offset : $"{name} ({offset})";
    }

    private static bool IsOneOffset(List<(ZonedDateTime Start, ZonedDateTime End)> times) =>
        times.TrueForAll(time => time.Start.Offset == times[0].Start.Offset && time.End.Offset == times[0].Start.Offset);

    // A workshop that is off stays in the programme, and says so first.
    private static WrittenText Topic(WorkshopSeries series, Workshop workshop, string language, InvitationWording wording)
    {
        var title = Written(series, workshop.Title, language);
        return workshop.Status switch
        {
            WorkshopStatus.Cancelled => title with { Status = wording[Phrase.StatusCancelled] },
            WorkshopStatus.Tentative => title with { Status = wording[Phrase.StatusTentative] },
            _ => title,
        };
    }

    private static string Expert(WorkshopSeries series, Expert expert, string language, InvitationWording wording) =>
        expert.City is { } city
            ? wording.Fill(Phrase.ExpertWithCity, ("expert", expert.Name), ("city", Written(series, city, language).Text))
            : expert.Name;

    private static WrittenText Written(WorkshopSeries series, LocalizedText text, string language) =>
        new(PlainText.SingleLine(text.In(language, series.Language)), text.LanguageIn(language, series.Language));
}

/// <summary>A host's text, the language it is really in, and what must be said before it.</summary>
internal sealed record WrittenText(string Text, string Language, string? Status = null);

/// <summary>One workshop of the programme.</summary>
internal sealed record ProgrammeLine(string When, ZonedDateTime Start, WrittenText Topic, string? Expert);
