using static System.FormattableString;

namespace Better.Calendar.Icalendar.Parsing;

/// <summary>
/// Looks at the bytes of a mail before MimeKit parses them: some of its parsers take more time and memory for a header than in
/// proportion to its length.
/// </summary>
/// <param name="maxFieldBytes">The bytes that one field of the headers may have.</param>
/// <param name="maxHeaderBytes">The bytes that the headers of the mail and of all parts in it may have together.</param>
/// <param name="maxFields">How many fields these headers may have.</param>
/// <param name="maxParts">How many parts the mail may have.</param>
internal sealed class MailLimits(int maxFieldBytes, int maxHeaderBytes, int maxFields, int maxParts)
{
    /// <summary>The limits of a mail that comes back.</summary>
    public static readonly MailLimits Replies =
        new(InputLimits.HeaderFieldBytes, InputLimits.HeaderBytes, InputLimits.HeaderFields, int.MaxValue);

    /// <summary>The limits of a mail that is validated.</summary>
    public static readonly MailLimits Validation = new(
        InputLimits.HeaderFieldBytes,
        InputLimits.ValidatedHeaderBytes,
        InputLimits.ValidatedHeaderFields,
        InputLimits.ValidatedParts);

    /// <summary>What is too large, as a sentence with its limit; null if nothing is.</summary>
    public string? FindExcess(ReadOnlySpan<byte> mail)
    {
        var boundaries = default(PartLines);
        var (isInHeader, isContentType, isAttachedMail, isDigest) = (true, false, false, false);
        var (field, all, fields, parts) = (0, 0, 0, 0);
        var rest = mail;
        while (rest.Length > 0)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest.Slice(0, end + 1);
            rest = rest.Slice(line.Length);
            if (boundaries.Matches(mail, line))
            {
                // The parts of a digest are mails, whatever their headers say (RFC 2046, 5.1.5).
                (isInHeader, isAttachedMail, field, parts) = (true, isDigest, 0, parts + 1);
            }
            else if (line[0] is (byte)'\r' or (byte)'\n')
            {
                // The headers of an attached mail follow those of its part.
                (isInHeader, isAttachedMail, field) = (isInHeader && isAttachedMail, false, 0);
            }
            else if (isInHeader)
            {
                var isContinued = line[0] is (byte)' ' or (byte)'\t';
                field = isContinued ? field + line.Length : line.Length;
                fields += isContinued ? 0 : 1;
                all += line.Length;
                isContentType = isContinued ? isContentType : line[0] is (byte)'C' or (byte)'c';
                if (isContentType)
                {
                    isAttachedMail |= line.IndexOf("message/"u8) >= 0 || line.IndexOf("rfc822-headers"u8) >= 0;
                    isDigest |= line.IndexOf("/digest"u8) >= 0;
                    boundaries.AddFrom(line, mail.Length - rest.Length - line.Length);
                }
            }

            if (field > maxFieldBytes || all > maxHeaderBytes || fields > maxFields || parts > maxParts)
            {
                return field > maxFieldBytes ? Invariant($"A header is longer than {maxFieldBytes} bytes.")
                    : all > maxHeaderBytes ? Invariant($"The headers are longer than {maxHeaderBytes} bytes.")
                    : fields > maxFields ? Invariant($"The headers have more than {maxFields} fields.")
                    : Invariant($"There are more than {maxParts} parts.");
            }
        }

        return null;
    }

    /// <summary>The boundaries that the headers declare (RFC 2046, 5.1.1), as positions in the mail.</summary>
    private struct PartLines
    {
        // Parts are not nested more deeply; of a mail with more boundaries, every line with two hyphens counts as one.
        private const int MaxCount = 30;
        private const int MaxLength = 70;

        private List<(int Start, int Length)>? known;
        private bool isAny;

        /// <summary>Remembers the boundary that a line of a header declares.</summary>
        public void AddFrom(ReadOnlySpan<byte> line, int offset)
        {
            var at = IndexOfName(line);
            if (at < 0)
            {
                return;
            }

            at += "boundary".Length;
            while (at < line.Length && line[at] is (byte)' ' or (byte)'\t')
            {
                at++;
            }

            var isPlain = at < line.Length && line[at] == '=';
            at++;
            while (at < line.Length && line[at] is (byte)' ' or (byte)'\t' or (byte)'"')
            {
                at++;
            }

            var length = 0;
            while (isPlain && at + length < line.Length && line[at + length] is > (byte)' ' and not ((byte)'"' or (byte)';'))
            {
                length++;
            }

            if (length is > 0 and <= MaxLength && (known?.Count ?? 0) < MaxCount)
            {
                (known ??= []).Add((offset + at, length));
            }
            else
            {
                // Folded, encoded or too long: whatever looks like a boundary is one.
                isAny = true;
            }
        }

        /// <summary>Whether a line begins with two hyphens and a boundary.</summary>
        public readonly bool Matches(ReadOnlySpan<byte> mail, ReadOnlySpan<byte> line)
        {
            if (line.Length < 4 || line[0] != '-' || line[1] != '-' || line[2] <= ' ' || (known is null && !isAny))
            {
                return false;
            }

            var isMatch = isAny;
            for (var index = 0; !isMatch && index < known!.Count; index++)
            {
                isMatch = line.Slice(2).StartsWith(mail.Slice(known[index].Start, known[index].Length));
            }

            return isMatch;
        }

        private static int IndexOfName(ReadOnlySpan<byte> line)
        {
            var name = "boundary"u8;
            for (var at = 0; at + name.Length < line.Length; at++)
            {
                var length = 0;
                while (length < name.Length && (line[at + length] | 0x20) == name[length])
                {
                    length++;
                }

                if (length == name.Length)
                {
                    return at;
                }
            }

            return -1;
        }
    }
}
