using System.Buffers.Binary;
using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for the raw bytes of a calendar, before unfolding; hardly any parser checks them (RFC 5545, 3.1).</summary>
internal static class RawFormatRules
{
    private const int MaxLineBytes = 75;

    /// <summary>Google and Outlook themselves write lines of 76 and 77 bytes.</summary>
    private const int MaxObservedBytes = 77;

    public static readonly ValidationRule LineEndings = new("CAL-03", Severity.Error, CalendarClients.All, ClientBehavior.LosesDetails)
    {
        Requirement = "Every line ends with CR LF, including the last; there is no byte order mark and no empty line.",
        Rationale = "Strict parsers reject the file, and many do not recognize BEGIN:VCALENDAR after a byte order mark.",
        Fix = "Write CR LF after every line, and UTF-8 without a byte order mark.",
        Reference = "RFC 5545, 3.1; observed with Ical.Net (byte order mark)",
    };

    public static readonly ValidationRule LineFolding = new("CAL-04", Severity.Error, CalendarClients.All, ClientBehavior.LosesDetails)
    {
        Requirement =
            "A line should have at most 75 bytes, and it is valid UTF-8 by itself: no fold splits a character, and no character was lost "
                + "earlier (U+FFFD).",
        Rationale = "Characters turn into question marks or boxes, and strict parsers drop the line.",
        Fix = "Fold at 75 bytes of UTF-8, including the space that begins a continued line, and never inside a character.",
        Reference = "RFC 5545, 3.1",
    };

    public static readonly ValidationRule ControlCharacters =
        new("CAL-05", Severity.Error, CalendarClients.All, ClientBehavior.LosesDetails)
        {
            Requirement = "There are no control characters except tab and line breaks.",
            Rationale = "XML-based servers and strict parsers reject the file.",
            Fix = "Remove control characters from texts before they are written.",
            Reference = "RFC 5545, 3.1 (CONTROL)",
        };

    public static readonly RuleFamily Family = new(LineEndings, LineFolding, ControlCharacters) { Calendar = Check };

    private static void Check(ValidatedCalendar calendar, FindingCollector findings)
    {
        var bytes = calendar.Document.Bytes;
        if (calendar.Document.HasByteOrderMark)
        {
            findings.Add(
                LineEndings,
                new(calendar.PartName, 1, 0),
                "The file begins with a byte order mark, which many parsers read as part of BEGIN.");
        }

        var at = calendar.Document.HasByteOrderMark ? 3 : 0;
        var previous = default(PhysicalLine);
        var (lf, cr, empty, after) =
            (default(LineOccurrences), default(LineOccurrences), default(LineOccurrences), default(LineOccurrences));
        var end = calendar.Root!.EndLine?.ByteOffset ?? int.MaxValue;
        for (var number = 1; at < bytes.Length; number++)
        {
            var line = PhysicalLine.ReadFrom(bytes, at, number);
            lf = line.Ending == LineEnding.Lf ? lf.Add(line) : lf;
            cr = line.Ending == LineEnding.Cr ? cr.Add(line) : cr;
            empty = line.Length == 0 && line.Start < end ? empty.Add(line) : empty;
            after = line.Length == 0 && line.Start > end ? after.Add(line) : after;
            CheckBytes(calendar, line, previous, findings);
            (at, previous) = (line.NextStart, line);
        }

        // Clients read LF in a stored file, and mail servers write CR LF in what is not encoded; only an encoded calendar keeps it.
        var encoded = calendar.Email?.InvitationPart?.IsEncoded == true ? Severity.Error : Severity.Warning;
        lf.Report(calendar, findings, "ends with only LF", encoded, "Write CR LF at the end of each line.");
        cr.Report(calendar, findings, "ends with only CR", Severity.Error, "Write CR LF at the end of each line.");
        empty.Report(calendar, findings, "is empty", Severity.Error, "Remove the empty lines; write \\n for a line break in a text.");
        after.Report(calendar, findings, "is empty, after END:VCALENDAR", Severity.Suggestion, "Remove the empty lines at the end.");
        if (bytes.Length > 0 && previous.Ending == LineEnding.None)
        {
            findings.Add(
                LineEndings,
                new(calendar.PartName, previous.Number, previous.Start),
                $"The last line, {previous.Number}, does not end with CR LF.",
                Severity.Warning,
                fix: "Write CR LF after END:VCALENDAR.",
                behavior: ClientBehavior.WorksAsIntended);
        }
    }

    private static void CheckBytes(ValidatedCalendar calendar, PhysicalLine line, PhysicalLine previous, FindingCollector findings)
    {
        var bytes = calendar.Document.Bytes;
        if (line.Length > MaxLineBytes)
        {
            findings.Add(
                LineFolding,
                new(calendar.PartName, line.Number, line.Start),
                $"Line {line.Number} has {line.Length} bytes; it should have at most {MaxLineBytes}.",
                line.Length > MaxObservedBytes ? Severity.Warning : Severity.Suggestion,
                fix: "Fold the line at 75 bytes.",
                behavior: ClientBehavior.WorksAsIntended);
        }

        var isAscii = true;
        var text = bytes.AsSpan(line.Start, line.Length);
        for (var at = 0; at < text.Length; at++)
        {
            // Nearly all bytes are printable ASCII, so eight are tested at once.
            if (at + 8 <= text.Length && ArePrintable(BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(at))))
            {
                at += 7;
                continue;
            }

            var @byte = text[at];
            if (@byte is >= 0x20 and < 0x7F)
            {
                continue;
            }

            isAscii &= @byte < 0x80;
            if (@byte is < 0x20 and not (byte)'\t' or 0x7F)
            {
                findings.Add(
                    ControlCharacters,
                    new(calendar.PartName, line.Number, line.Start + at),
                    $"Line {line.Number} contains the control character U+{@byte:X4}.");
            }
        }

        if (!isAscii)
        {
            CheckNonAscii(calendar, line, previous, findings);
        }
    }

    /// <summary>Whether eight bytes are all from 0x20 to 0x7E; may return false if they are, but never true if they are not.</summary>
    private static bool ArePrintable(ulong bytes) =>
        ((bytes | (bytes + 0x0101_0101_0101_0101) | (bytes - 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080) == 0;

    private static void CheckNonAscii(ValidatedCalendar calendar, PhysicalLine line, PhysicalLine previous, FindingCollector findings)
    {
        var bytes = calendar.Document.Bytes;
        var invalidAt = TextEncoding.IndexOfInvalidUtf8(bytes, line.Start, line.Length);
        if (invalidAt >= 0)
        {
            var cutProblem = DescribeCutCharacter(bytes, line, invalidAt, previous);
            if (cutProblem is not null)
            {
                findings.Add(LineFolding, new(calendar.PartName, line.Number, invalidAt), cutProblem);
            }
            else if (calendar.Email?.CalendarCharset is null or "utf-8")
            {
                // In an email with another charset, MIME-08 reports it.
                findings.Add(
                    LineFolding,
                    new(calendar.PartName, line.Number, invalidAt),
                    $"Line {line.Number} is not valid UTF-8: it contains the byte {bytes[invalidAt]:X2}, possibly of another encoding.");
            }
        }

        var lost = bytes.AsSpan(line.Start, line.Length).IndexOf("\uFFFD"u8);
        if (lost >= 0)
        {
            findings.Add(
                LineFolding,
                new(calendar.PartName, line.Number, line.Start + lost),
                $"Line {line.Number} contains U+FFFD: a character was lost before the file was written.");
        }
    }

    /// <summary>The problem text if a fold splits the invalid character; null if the bytes are invalid for another reason.</summary>
    private static string? DescribeCutCharacter(byte[] bytes, PhysicalLine line, int invalidAt, PhysicalLine previous)
    {
        var end = line.Start + line.Length;
        var isHead = bytes[invalidAt] >= 0xC2
            && end - invalidAt < 4
            && line.NextStart < bytes.Length
            && bytes[line.NextStart] is (byte)' ' or (byte)'\t'
            && line.NextStart + 1 < bytes.Length
            && (bytes[line.NextStart + 1] & 0xC0) == 0x80;
        if (isHead)
        {
            return $"The fold after line {line.Number} splits a character.";
        }

        var isTail = invalidAt == line.Start + 1 && (bytes[invalidAt] & 0xC0) == 0x80 && bytes[line.Start] is (byte)' ' or (byte)'\t'
            && previous.Length > 0 && bytes[previous.Start + previous.Length - 1] >= 0x80;
        return isTail ? $"Line {line.Number} begins inside a character that the fold before it splits." : null;
    }

    /// <summary>The first of several lines with the same problem and their number, so that one finding covers all of them.</summary>
    private readonly record struct LineOccurrences(PhysicalLine FirstLine, int Count)
    {
        public LineOccurrences Add(PhysicalLine line) => new(Count == 0 ? line : FirstLine, Count + 1);

        public void Report(ValidatedCalendar calendar, FindingCollector findings, string problem, Severity maxSeverity, string fix)
        {
            if (Count > 0)
            {
                var others = Count == 1 ? "" : $", and {Count - 1} more {(Count == 2 ? "line" : "lines")} too";
                findings.Add(
                    LineEndings,
                    new(calendar.PartName, FirstLine.Number, FirstLine.Start),
                    $"Line {FirstLine.Number} {problem}{others}.",
                    maxSeverity,
                    fix: fix,
                    behavior: maxSeverity == Severity.Error ? null : ClientBehavior.WorksAsIntended);
            }
        }
    }
}
