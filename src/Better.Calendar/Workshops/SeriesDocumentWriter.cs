using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Workshops;

/// <summary>A series into JSON: properties in the order of the contract, nothing written that says nothing.</summary>
internal static class SeriesDocumentWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",

        // The document is a file for people, not a piece of a web page: "ű" stays "ű".
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(WorkshopSeries series, Stream document)
    {
        using var json = new Utf8JsonWriter(document, Options);
        json.WriteStartObject();
        if (series.Memory is not null)
        {
            json.WriteNumber("format", SeriesMemoryReader.Format);
        }

        json.WriteString("id", series.Id);
        json.WriteString("domain", series.Domain);
        Text(json, "title", series.Title);
        Text(json, "description", series.Description);
        Plain(json, "website", series.Website?.AbsoluteUri);
        json.WriteStartObject("organizer");
        json.WriteString("name", series.Organizer.Name);
        json.WriteString("email", series.Organizer.Email.Value);
        json.WriteEndObject();
        json.WriteString("language", series.Language);
        json.WriteString("zone", series.Zone);
        json.WriteStartArray("workshops");
        foreach (var workshop in series.Workshops)
        {
            Write(json, workshop);
        }

        json.WriteEndArray();
        if (series.Participants.Count > 0)
        {
            json.WriteStartArray("participants");
            foreach (var participant in series.Participants)
            {
                Write(json, participant);
            }

            json.WriteEndArray();
        }

        if (series.Promised is { } promised)
        {
            Write(json, promised);
        }

        if (series.Memory is { } memory)
        {
            SeriesMemoryWriter.Write(json, memory);
        }

        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, Workshop workshop)
    {
        json.WriteStartObject();
        json.WriteString("id", workshop.Id);
        Text(json, "title", workshop.Title);
        Text(json, "description", workshop.Description);
        json.WriteString("start", (workshop.Start.Second == 0 ? SeriesDocumentReader.StartOfMinute : LocalDateTimePattern.GeneralIso).Format(workshop.Start));
        json.WriteString("duration", PeriodPattern.Roundtrip.Format(ElapsedTime(workshop.Duration)));
        Plain(json, "zone", workshop.Zone);
        Plain(json, "fold", workshop.Fold is { } fold ? fold.ToString().ToLowerInvariant() : null);
        json.WriteString("status", workshop.Status.ToString().ToLowerInvariant());
        if (workshop.LeadExpert is { } expert)
        {
            json.WriteStartObject("leadExpert");
            json.WriteString("name", expert.Name);
            Text(json, "city", expert.City);
            json.WriteEndObject();
        }

        if (workshop.Meeting is { } meeting)
        {
            json.WriteStartObject("meeting");
            json.WriteString("platform", meeting.Platform);
            json.WriteString("url", meeting.Url.AbsoluteUri);
            Plain(json, "passcode", meeting.Passcode);
            Plain(json, "meetingNumber", meeting.MeetingNumber);
            Plain(json, "dialIn", meeting.DialIn);
            json.WriteEndObject();
        }

        if (workshop.Venue is { } venue)
        {
            json.WriteStartObject("venue");
            Text(json, "name", venue.Name);
            Text(json, "city", venue.City);
            json.WriteEndObject();
        }

        if (workshop.Sequence > 0)
        {
            json.WriteNumber("sequence", workshop.Sequence);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Participant participant)
    {
        json.WriteStartObject();
        json.WriteString("name", participant.Name);
        json.WriteString("email", participant.Email.Value);
        Text(json, "city", participant.City);
        Plain(json, "language", participant.Language);
        Plain(json, "zone", participant.Zone);
        if (participant.Workshops is { } workshops)
        {
            json.WriteStartArray("workshops");
            foreach (var id in workshops)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Promises promised)
    {
        json.WriteStartObject("promised");
        json.WriteString("tzdb", promised.TimeZoneVersion);
        json.WriteStartObject("instants");
        foreach (var promise in promised.Instants)
        {
            json.WriteStartObject(promise.WorkshopId);
            json.WriteString("start", InstantPattern.ExtendedIso.Format(promise.Start));
            json.WriteString("end", InstantPattern.ExtendedIso.Format(promise.End));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("offsets");
        foreach (var zone in promised.Zones)
        {
            json.WriteStartObject(zone.ZoneId);
            foreach (var offset in zone.Offsets)
            {
                json.WriteString(offset.WorkshopId, PromisesReader.Text(offset));
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Plain(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Text(Utf8JsonWriter json, string name, LocalizedText? text)
    {
        if (text is null)
        {
            return;
        }

        // A text that came as a plain string goes as one.
        if (text.Languages.Count == 1 && text.Languages.Contains(LanguageTag.Undetermined))
        {
            json.WriteString(name, text[LanguageTag.Undetermined]);
            return;
        }

        json.WriteStartObject(name);
        foreach (var language in text.Languages)
        {
            json.WriteString(language, text[language]);
        }

        json.WriteEndObject();
    }

    // Hours, not days: a day of a calendar is not always 24 hours, elapsed time is.
    private static Period ElapsedTime(Duration duration) =>
        new PeriodBuilder { Hours = (long)duration.TotalHours, Minutes = duration.Minutes, Seconds = duration.Seconds }.Build();
}
