using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Replies;

/// <summary>An attendance into JSON; nothing is written that says nothing.</summary>
internal static class AttendanceDocumentWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Attendance attendance, Stream document)
    {
        using var json = new Utf8JsonWriter(document, Options);
        json.WriteStartObject();
        json.WriteStartArray("entries");
        foreach (var entry in attendance.Entries)
        {
            Write(json, entry);
        }

        json.WriteEndArray();
        json.WriteStartArray("bounces");
        foreach (var bounce in attendance.Bounces)
        {
            Write(json, bounce);
        }

        json.WriteEndArray();
        json.WriteStartArray("proposals");
        foreach (var proposal in attendance.Proposals)
        {
            Write(json, proposal);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AttendanceEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("email", entry.Email.Value);
        json.WriteString("workshop", entry.WorkshopId);
        json.WriteString("answer", entry.Answer is { } answer ? Word(answer) : AttendanceDocumentReader.Delegated);
        Plain(json, "delegatedTo", entry.DelegatedTo?.Value);
        Person(json, entry.DelegatedFrom?.Value, entry.Alias?.Value, entry.Standing, entry.Trust, entry.IsAsked);
        Version(json, entry.Sequence, entry.Stamp, entry.Key);
        Plain(json, "comment", entry.Comment);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Bounce bounce)
    {
        json.WriteStartObject();
        json.WriteString("email", bounce.Email.Value);
        Plain(json, "workshop", bounce.WorkshopId);
        json.WriteString("kind", bounce.IsFinal ? AttendanceDocumentReader.Final : AttendanceDocumentReader.Transient);
        json.WriteString("status", bounce.Status);
        json.WriteString("diagnostic", bounce.Diagnostic);
        json.WriteString("trust", Word(bounce.Trust));
        Moment(json, "stamp", bounce.Stamp);
        json.WriteString("key", bounce.Key);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Proposal proposal)
    {
        json.WriteStartObject();
        json.WriteString("email", proposal.By.Email.Value);
        Plain(json, "workshop", proposal.WorkshopId);
        Moment(json, "start", proposal.Start);
        Moment(json, "end", proposal.End);
        Person(json, proposal.By.DelegatedFrom?.Value, proposal.By.Alias?.Value, proposal.By.Standing, proposal.By.Trust, proposal.By.IsAsked);
        Version(json, proposal.Sequence, proposal.Stamp, proposal.Key);
        Plain(json, "comment", proposal.Comment);
        json.WriteEndObject();
    }

    private static void Person(Utf8JsonWriter json, string? delegatedFrom, string? alias, ReplierStanding standing, ReplyTrust trust, bool isAsked)
    {
        Plain(json, "delegatedFrom", delegatedFrom);
        Plain(json, "alias", alias);
        json.WriteString("standing", Word(standing));
        json.WriteString("trust", Word(trust));
        Plain(json, "needs", isAsked ? AttendanceDocumentReader.Confirmation : null);
    }

    private static void Version(Utf8JsonWriter json, int sequence, Instant stamp, string key)
    {
        json.WriteNumber("sequence", sequence);
        Moment(json, "stamp", stamp);
        json.WriteString("key", key);
    }

    private static void Moment(Utf8JsonWriter json, string name, Instant moment) => json.WriteString(name, InstantPattern.ExtendedIso.Format(moment));

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void Plain(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
