using System.Globalization;
using System.Text;
using Better.Calendar.Icalendar.Parsing;
using MimeKit;
using MimeKit.Tnef;

namespace Better.Calendar.Replies;

/// <summary>
/// Reads the response in a mail that Outlook wrote in its own format (TNEF, winmail.dat), and writes it as the calendar that Outlook did
/// not send.
/// </summary>
internal static class TnefReply
{
    private const int MaxClass = 256;
    private const int MaxComment = 4 * InputLimits.Comment;

    // MS-OXPROPS, 1.3.2: the sets of named properties.
    private static readonly Guid MeetingSet = new("6ED8DA90-450B-101B-98DA-00AA003F1305");
    private static readonly Guid AppointmentSet = new("00062002-0000-0000-C000-000000000046");

    /// <summary>
    /// The ends of the message classes of responses (MS-OXOCAL, 2.2.7.1), and of their older names in TNEF, with what they mean.
    /// </summary>
    private static readonly (string Class, string PartStat)[] Responses =
    [
        ("Meeting.Resp.Pos", "ACCEPTED"), ("Meeting.Resp.Tent", "TENTATIVE"), ("Meeting.Resp.Neg", "DECLINED"),
        ("Schedule.MtgRespP", "ACCEPTED"), ("Schedule.MtgRespA", "TENTATIVE"), ("Schedule.MtgRespN", "DECLINED"),
    ];

    /// <summary>The calendar of a response; null when the part is no response.</summary>
    /// <param name="part">The part.</param>
    /// <param name="sender">The address in From, which responds.</param>
    /// <param name="maxBytes">How many bytes are read.</param>
    public static CalendarPart? Read(PartContent part, EmailAddress? sender, int maxBytes)
    {
        if (sender is null || part.Decode(maxBytes) is not { } bytes)
        {
            return null;
        }

        try
        {
            var message = ReadMessage(bytes);
            return message.PartStat is not null && message.Uid is not null
                ? new(
                    new(new ContentType("text", "calendar"), new([]), new(Encoding.UTF8.GetBytes(WriteCalendar(message, sender)))),
                    "REPLY",
                    3,
                    IsForwarded: false)
                : null;
        }
        catch (Exception exception) when (exception is TnefException
            or FormatException
            or ArgumentException
            or InvalidOperationException
            or IOException
            or IndexOutOfRangeException
            or OverflowException
            or NotSupportedException)
        {
            // MimeKit's reader tells of broken values in many ways.
            return null;
        }
    }

    private static TnefMessage ReadMessage(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        using var reader = new TnefReader(stream, 0, TnefComplianceMode.Loose);
        var message = new TnefMessage(null, null, null, null, null);
        while (reader.ReadNextAttribute() && reader.AttributeLevel == TnefAttributeLevel.Message)
        {
            var properties = reader.TnefPropertyReader;
            if (reader.AttributeTag == TnefAttributeTag.MessageClass && message.PartStat is null)
            {
                message = message with { PartStat = message.PartStat ?? FindPartStat(ReadText(reader, MaxClass)) };
            }
            else if (reader.AttributeTag == TnefAttributeTag.Body && message.Comment is null)
            {
                message = message with { Comment = ReadText(reader, MaxComment) };
            }
            else if (reader.AttributeTag == TnefAttributeTag.MapiProperties)
            {
                while (properties.ReadNextProperty())
                {
                    message = ReadProperty(properties, message);
                }
            }
        }

        return message;
    }

    private static string ReadText(TnefReader reader, int maxBytes)
    {
        var bytes = new byte[maxBytes];
        var length = 0;
        while (length < bytes.Length && reader.ReadAttributeRawValue(bytes, length, bytes.Length - length) is > 0 and var count)
        {
            length += count;
        }

        return TextEncoding.Decode(bytes, 0, length);
    }

    private static TnefMessage ReadProperty(TnefPropertyReader properties, TnefMessage message)
    {
        if (properties.PropertyTag.Id == TnefPropertyId.MessageClass)
        {
            return message with { PartStat = message.PartStat ?? FindPartStat(properties.ReadValueAsString()) };
        }

        if (!properties.IsNamedProperty || properties.PropertyNameId.Kind != TnefNameIdKind.Id)
        {
            return message;
        }

        var (set, id) = (properties.PropertyNameId.PropertySetGuid, properties.PropertyNameId.Id);
        return (set == MeetingSet, set == AppointmentSet, id) switch
        {
            // PidLidGlobalObjectId and PidLidCleanGlobalObjectId, which has no date of an exception.
            (true, _, 0x0003 or 0x0023) => message with { Uid = message.Uid ?? GlobalObjectId.Unwrap(properties.ReadValueAsBytes()) },

            // PidLidAttendeeCriticalChange: when the attendee responded.
            (true, _, 0x0001) => message with { Timestamp = properties.ReadValueAsDateTime() },

            // PidLidAppointmentSequence.
            (_, true, 0x8201) => message with { Sequence = properties.ReadValueAsInt32() },
            _ => message,
        };
    }

    private static string? FindPartStat(string? messageClass) =>
        messageClass is null
            ? null
            : Array.Find(Responses, response => messageClass.TrimEnd('\0').EndsWith(response.Class, StringComparison.OrdinalIgnoreCase))
                .PartStat;

    private static string WriteCalendar(TnefMessage message, EmailAddress sender)
    {
        var comment = (message.Comment ?? "").Trim('\0', ' ', '\r', '\n');
        comment = comment.Length > MaxComment ? comment.Substring(0, MaxComment) : comment;
        var text = comment.Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").Replace("\r", "").Replace("\n", "\\n");
        string?[] lines =
        [
            "BEGIN:VCALENDAR", "METHOD:REPLY", "BEGIN:VEVENT", $"UID:{Model.TextSanitizer.ToSingleLine(message.Uid!)}",
            message.Timestamp is { } at ? $"DTSTAMP:{at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}" : null,
            message.Sequence is >= 0 and var sequence ? $"SEQUENCE:{sequence.ToString(CultureInfo.InvariantCulture)}" : null,
            $"ATTENDEE;PARTSTAT={message.PartStat}:mailto:{sender.Value}",
            comment.Length > 0 ? $"COMMENT:{text}" : null,
            "END:VEVENT", "END:VCALENDAR",
        ];
        return string.Join("\r\n", lines.Where(static line => line is not null));
    }

    /// <summary>What a mail of Outlook says, as far as a reply needs it.</summary>
    private sealed record TnefMessage(string? PartStat, string? Uid, DateTime? Timestamp, int? Sequence, string? Comment);
}
