using Better.Calendar.Icalendar.Parsing;
using MimeKit;
using MimeKit.Encodings;

namespace Better.Calendar.Replies;

/// <summary>A MIME part that is declared as a calendar, by its media type or its file name, or that begins like one.</summary>
/// <param name="Content">The content.</param>
/// <param name="Method">The method parameter of the media type, in upper case; null when there is none.</param>
/// <param name="Rank">How likely the part is the reply: 3 when its method says so, 2 for other text/calendar parts, 1 for an attached
/// file, 0 for a calendar inside another part.</param>
/// <param name="IsForwarded">Whether the part belongs to a mail inside the mail.</param>
internal sealed record CalendarPart(PartContent Content, string? Method, int Rank, bool IsForwarded)
{
    private static readonly byte[] Begin = "BEGIN:VCALENDAR"u8.ToArray();
    private static readonly byte[] UuBegin = "begin 6"u8.ToArray();

    /// <summary>Whether the media type says that a participant sends this, and no organizer (RFC 5546, 1.4).</summary>
    public bool IsDeclaredReply => Rank == 3;

    /// <summary>Creates the calendar part; null when the part is not declared as a calendar.</summary>
    public static CalendarPart? TryCreate(PartContent content, bool isForwarded)
    {
        var isText = content.Type.IsMimeType("text", "calendar");
        if (!isText && !CalendarMediaType.IsCalendar(content.Type.MimeType) && !CalendarMediaType.IsCalendarFile(content.FileName))
        {
            return null;
        }

        var method = content.Type.Parameters["method"]?.Trim().ToUpperInvariant();
        return new(content, method, method is "REPLY" or "COUNTER" or "REFRESH" ? 3 : isText ? 2 : 1, isForwarded);
    }

    /// <summary>Finds the calendars that a client wrote into a text, as it is or uuencoded.</summary>
    public static IEnumerable<CalendarPart> FindInTexts(IEnumerable<PartContent> texts, ReplyLimits limits)
    {
        foreach (var part in texts)
        {
            if (part.GetUtf8Bytes(limits.MaxCalendarBytes) is not { } bytes)
            {
                continue;
            }

            if (bytes.AsSpan().IndexOf(Begin) >= 0)
            {
                yield return Create(new(bytes));
            }
            else if (DecodeUu(bytes) is { Length: > 0 } decoded && decoded.AsSpan().IndexOf(Begin) >= 0)
            {
                yield return Create(new(decoded));
            }
        }
    }

    /// <summary>The decoded content in UTF-8; null when it is larger than the limits allow.</summary>
    public byte[]? GetUtf8Bytes(ReplyLimits limits) => Content.GetUtf8Bytes(limits.MaxCalendarBytes);

    private static CalendarPart Create(ArraySegment<byte> content) =>
        new(new(new ContentType("text", "calendar"), new([]), content), null, 0, IsForwarded: false);

    private static byte[]? DecodeUu(byte[] bytes)
    {
        var start = bytes.AsSpan().IndexOf(UuBegin);
        if (start < 0 || (start > 0 && bytes[start - 1] != '\n'))
        {
            return null;
        }

        var decoder = new UUDecoder();
        var decoded = new byte[decoder.EstimateOutputLength(bytes.Length - start)];
        Array.Resize(ref decoded, decoder.Decode(bytes, start, bytes.Length - start, decoded));
        return decoded;
    }
}
