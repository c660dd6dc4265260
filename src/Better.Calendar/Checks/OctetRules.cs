using System.Buffers.Binary;
using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>What stands in the octets themselves, before anything is unfolded; hardly any parser looks (RFC 5545, 3.1).</summary>
internal static class OctetRules
{
    private const int MostOctets = 75;

    public static readonly CheckRule Breaks = new("CAL-03", Severity.Error, Clients.All, Outcome.Flawed)
    {
        Demand = "Every line ends with CR LF, the last one too; there is no byte order mark and no empty line.",
        Why = "Strict readers refuse the file, and a byte order mark makes BEGIN:VCALENDAR unreadable for many.",
        Mend = "Write CR LF after every line, and UTF-8 without a byte order mark.",
        Source = "RFC 5545, 3.1",
    };

    public static readonly CheckRule Folds = new("CAL-04", Severity.Error, Clients.All, Outcome.Flawed)
    {
        Demand = "A line has at most 75 octets and is UTF-8 by itself: no fold cuts a character, and no character was lost before (U+FFFD).",
        Why = "Letters turn into question marks or boxes, and strict readers drop the line.",
        Mend = "Fold by octets of UTF-8, never inside a character, at 75 octets including the blank that a continued line begins with.",
        Source = "RFC 5545, 3.1",
    };

    public static readonly CheckRule Controls = new("CAL-05", Severity.Error, Clients.All, Outcome.Flawed)
    {
        Demand = "There is no control character but tab and the line breaks.",
        Why = "XML-based servers and strict readers refuse the file.",
        Mend = "Remove control characters from texts before they are written.",
        Source = "RFC 5545, 3.1 (CONTROL)",
    };

    public static readonly RuleFamily Family = new(Breaks, Folds, Controls) { Calendar = Check };

    private static void Check(CalendarReading calendar, Findings found)
    {
        var octets = calendar.File.Octets;
        if (calendar.File.HasMark)
        {
            found.Add(Breaks, new(calendar.Part, 1, 0), "The file begins with a byte order mark, which many readers take for a part of BEGIN.");
        }

        var at = calendar.File.HasMark ? 3 : 0;
        var before = default(RawLine);
        var (lf, cr, empty) = (default(Sightings), default(Sightings), default(Sightings));
        for (var number = 1; at < octets.Length; number++)
        {
            var line = RawLine.At(octets, at, number);
            lf = line.Break == LineBreak.Lf ? lf.And(line) : lf;
            cr = line.Break == LineBreak.Cr ? cr.And(line) : cr;
            empty = line.Length == 0 ? empty.And(line) : empty;
            CheckOctets(calendar, line, before, found);
            (at, before) = (line.Next, line);
        }

        lf.Tell(calendar, found, "ends with LF alone");
        cr.Tell(calendar, found, "ends with CR alone");
        empty.Tell(calendar, found, "is empty");
        if (octets.Length > 0 && before.Break == LineBreak.None)
        {
            found.Add(Breaks, new(calendar.Part, before.Number, before.Start), $"The last line, {before.Number}, is not ended by CR LF.");
        }
    }

    private static void CheckOctets(CalendarReading calendar, RawLine line, RawLine before, Findings found)
    {
        var octets = calendar.File.Octets;
        if (line.Length > MostOctets)
        {
            found.Add(Folds, new(calendar.Part, line.Number, line.Start), $"Line {line.Number} has {line.Length} octets; {MostOctets} are allowed.");
        }

        var isAscii = true;
        var text = octets.AsSpan(line.Start, line.Length);
        for (var at = 0; at < text.Length; at++)
        {
            // Nearly all octets are printable ASCII, so eight at once are.
            if (at + 8 <= text.Length && ArePrintable(BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(at))))
            {
                at += 7;
                continue;
            }

            var octet = text[at];
            if (octet is >= 0x20 and < 0x7F)
            {
                continue;
            }

            isAscii &= octet < 0x80;
            if (octet is < 0x20 and not (byte)'\t' or 0x7F)
            {
                found.Add(Controls, new(calendar.Part, line.Number, line.Start + at), $"Line {line.Number} holds the control character U+{octet:X4}.");
            }
        }

        if (!isAscii)
        {
            CheckLetters(calendar, line, before, found);
        }
    }

    /// <summary>Whether eight octets all lie from 0x20 to 0x7E; may say no where they do, never yes where they do not.</summary>
    private static bool ArePrintable(ulong octets) =>
        ((octets | (octets + 0x0101_0101_0101_0101) | (octets - 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080) == 0;

    private static void CheckLetters(CalendarReading calendar, RawLine line, RawLine before, Findings found)
    {
        var octets = calendar.File.Octets;
        var bad = LineText.FirstOutsideUtf8(octets, line.Start, line.Length);
        if (bad >= 0)
        {
            var isCut = IsCut(octets, line, bad, before);
            if (isCut is not null)
            {
                found.Add(Folds, new(calendar.Part, line.Number, bad), isCut);
            }
            else if (calendar.Letter?.CalendarCharset is null or "utf-8")
            {
                // In a letter of another charset MIME-08 tells it.
                found.Add(Folds, new(calendar.Part, line.Number, bad), $"Line {line.Number} is not UTF-8: it holds the octet {octets[bad]:X2}, perhaps of another encoding.");
            }
        }

        var lost = octets.AsSpan(line.Start, line.Length).IndexOf("\uFFFD"u8);
        if (lost >= 0)
        {
            found.Add(Folds, new(calendar.Part, line.Number, line.Start + lost), $"Line {line.Number} holds U+FFFD: a character was lost before the file was written.");
        }
    }

    /// <summary>The sentence for a character that a fold cuts in two; null when it is something else; empty for its second half.</summary>
    private static string? IsCut(byte[] octets, RawLine line, int bad, RawLine before)
    {
        var end = line.Start + line.Length;
        var isHead = octets[bad] >= 0xC2 && end - bad < 4 && line.Next < octets.Length && octets[line.Next] is (byte)' ' or (byte)'\t' && line.Next + 1 < octets.Length
            && (octets[line.Next + 1] & 0xC0) == 0x80;
        if (isHead)
        {
            return $"The fold behind line {line.Number} cuts a character in two.";
        }

        var isTail = bad == line.Start + 1 && (octets[bad] & 0xC0) == 0x80 && octets[line.Start] is (byte)' ' or (byte)'\t'
            && before.Length > 0 && octets[before.Start + before.Length - 1] >= 0x80;
        return isTail ? $"Line {line.Number} begins inside a character that the fold before it cuts in two." : null;
    }

    /// <summary>The first of many lines with the same fault: one finding tells them all.</summary>
    private readonly record struct Sightings(RawLine First, int Count)
    {
        public Sightings And(RawLine line) => new(Count == 0 ? line : First, Count + 1);

        public void Tell(CalendarReading calendar, Findings found, string fault)
        {
            if (Count > 0)
            {
                found.Add(Breaks, new(calendar.Part, First.Number, First.Start), $"Line {First.Number} {fault}{(Count == 1 ? "" : $", and so it is with {Count - 1} more")}.");
            }
        }
    }
}
