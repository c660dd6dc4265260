using System.Text.Json;
using NodaTime.Text;

namespace Better.Calendar.Workshops;

/// <summary>The memory into JSON, as <see cref="SeriesMemoryReader"/> reads it.</summary>
internal static class SeriesMemoryWriter
{
    public static void Write(Utf8JsonWriter json, SeriesMemory memory)
    {
        json.WriteStartObject("memory");
        json.WriteNumber("revision", memory.Revision);
        if (memory.LastStamp is { } stamp)
        {
            json.WriteString("lastStamp", InstantPattern.General.Format(stamp));
        }

        if (memory.Told.Count > 0)
        {
            json.WriteStartArray("told");
            foreach (var workshop in memory.Told)
            {
                SeriesDocumentWriter.Write(json, workshop);
            }

            json.WriteEndArray();
        }

        if (memory.Recipients.Count > 0)
        {
            json.WriteStartArray("recipients");
            foreach (var recipient in memory.Recipients)
            {
                Write(json, recipient);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ToldRecipient recipient)
    {
        json.WriteStartObject();
        json.WriteString("email", recipient.Email.Value);
        json.WriteStartArray("workshops");
        foreach (var told in recipient.Workshops)
        {
            json.WriteStartObject();
            json.WriteString("id", told.Id);
            json.WriteNumber("sequence", told.Sequence);
            if (told.FirstSequence != told.Sequence)
            {
                json.WriteNumber("firstSequence", told.FirstSequence);
            }

            if (told.Standing != Standing.Invited)
            {
                json.WriteString("standing", SeriesMemoryReader.Text(told.Standing));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
