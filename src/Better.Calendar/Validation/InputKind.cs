using System.Text;

namespace Better.Calendar.Validation;

/// <summary>What an input is, by its first bytes: a calendar, an email, or neither of them.</summary>
internal static class InputKind
{
    /// <summary>How many bytes of an unknown file are described.</summary>
    private const int MaxShownBytes = 200;

    /// <summary>How many bytes are searched for a header; real emails have one in the first lines.</summary>
    private const int MaxHeaderBytes = 100_000;

    /// <summary>The length that no header's name exceeds.</summary>
    private const int MaxNameBytes = 60;

    /// <summary>Headers of which every email has at least one (RFC 5322, 3.6; RFC 2045, 4).</summary>
    private static readonly string[] Headers =
    [
        "Received", "Return-Path", "Delivered-To", "From", "To", "Cc", "Subject", "Date", "Message-ID", "Reply-To", "Sender",
        "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    ];

    /// <summary>Whether it begins with BEGIN:VCALENDAR, after a byte order mark and empty lines.</summary>
    public static bool IsCalendar(ReadOnlySpan<byte> bytes) =>
        GetStart(SkipStart(bytes)).StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether there is a header of an email in the lines before the first empty one.</summary>
    public static bool IsEmail(ReadOnlySpan<byte> bytes)
    {
        var rest = SkipStart(bytes);
        rest = rest.Slice(0, Math.Min(rest.Length, MaxHeaderBytes));
        while (rest.Length > 0)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest.Slice(0, end);
            if (line.Length == 0 || line[0] == '\r')
            {
                return false;
            }

            var colon = line.Slice(0, Math.Min(line.Length, MaxNameBytes)).IndexOf((byte)':');
            if (colon > 0 && IsHeader(line.Slice(0, colon)))
            {
                return true;
            }

            rest = end < 0 ? default : rest.Slice(end + 1);
        }

        return false;
    }

    private static bool IsHeader(ReadOnlySpan<byte> name)
    {
        foreach (var header in Headers)
        {
            var at = 0;
            while (at < name.Length && at < header.Length && (name[at] | 0x20) == (header[at] | 0x20))
            {
                at++;
            }

            if (at == header.Length && (at == name.Length || name[at] == ' '))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A sentence about an input that is neither.</summary>
    public static string DescribeUnknown(ReadOnlySpan<byte> bytes, string partName)
    {
        var start = GetStart(SkipStart(bytes));
        var kind = start.StartsWith("%PDF", StringComparison.Ordinal) ? "a PDF document"
            : start.StartsWith("PK\u0003", StringComparison.Ordinal) ? "a ZIP archive"
            : start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) ? "an HTML page"
            : start.StartsWith("<html", StringComparison.OrdinalIgnoreCase) ? "an HTML page"
            : start.StartsWith("<?xml", StringComparison.Ordinal) ? "an XML document"
            : start.StartsWith("{", StringComparison.Ordinal) || start.StartsWith("[", StringComparison.Ordinal) ? "a JSON document"
            : null;
        var subject = partName is "calendar" or "email" ? "The file" : "The part";
        return start.Length == 0 ? $"{subject} is empty."
            : partName is not ("calendar" or "email") ? $"The part is not a calendar: it begins with {Quoted.Format(FirstLine(start))}."
            : kind is null ? $"The file is neither a calendar nor an email: it begins with {Quoted.Format(FirstLine(start))}."
            : $"The file is neither a calendar nor an email, but {kind}.";
    }

    private static string FirstLine(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text : text.Substring(0, end);
    }

    /// <summary>The bytes after a byte order mark and empty lines.</summary>
    private static ReadOnlySpan<byte> SkipStart(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes.Slice(3) : bytes;
        var at = 0;
        while (at < bytes.Length && bytes[at] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t')
        {
            at++;
        }

        return bytes.Slice(at);
    }

    private static string GetStart(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes.Slice(0, Math.Min(bytes.Length, MaxShownBytes)).ToArray());
}
