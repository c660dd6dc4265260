namespace Better.Calendar.Replies;

/// <summary>
/// Finds the mail that S/MIME wraps in a signature (application/pkcs7-mime, RFC 8551, 3.5.2). The signature itself is not judged.
/// </summary>
internal static class SignedContent
{
    private const int ObjectIdTag = 0x06;
    private const int OctetStringTag = 0x04;
    private const int ConstructedOctetStringTag = 0x24;
    private const int SequenceTag = 0x30;
    private const int FirstContextTag = 0xA0;

    // 1.2.840.113549.1.7.2 (RFC 5652, 5.1).
    private static readonly byte[] SignedDataId = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];

    /// <summary>Whether a part is declared as signed or encrypted by S/MIME.</summary>
    public static bool IsSigned(PartContent part) =>
        part.Type.IsMimeType("application", "pkcs7-mime") || part.Type.IsMimeType("application", "x-pkcs7-mime");

    /// <summary>The signed content of a SignedData structure; null when the bytes are not one, or are encrypted.</summary>
    public static byte[]? Find(byte[] bytes)
    {
        // ContentInfo ::= SEQUENCE { contentType, [0] SignedData }; SignedData ::= SEQUENCE { version, digestAlgorithms,
        // encapContentInfo … }
        var info = new Value(bytes, 0, bytes.Length);
        if (!info.Open(SequenceTag, out var outer)
            || !outer.Open(ObjectIdTag, out var id)
            || !id.Equals(SignedDataId)
            || !outer.Open(FirstContextTag, out var wrapper)
            || !wrapper.Open(SequenceTag, out var signed)
            || !signed.Skip()
            || !signed.Skip()
            || !signed.Open(SequenceTag, out var encapsulated)
            || !encapsulated.Skip()
            || !encapsulated.Open(FirstContextTag, out var content))
        {
            return null;
        }

        using var found = new MemoryStream();
        while (content.Open(OctetStringTag, out var octets) || content.Open(ConstructedOctetStringTag, out octets))
        {
            octets.CopyTo(found);
        }

        return found.Length == 0 ? null : found.ToArray();
    }

    /// <summary>A stretch of ASN.1 elements in the basic encoding rules, whose lengths may be indefinite (X.690, 8.1.3).</summary>
    private struct Value(byte[] bytes, int start, int end)
    {
        private readonly byte[] bytes = bytes;
        private readonly int end = end;
        private int at = start;

        public readonly bool Equals(byte[] other) => bytes.AsSpan(at, end - at).SequenceEqual(other);

        /// <summary>Steps over the next element with a tag; returns false, and stays, when there is another one.</summary>
        public bool Open(int tag, out Value inner)
        {
            inner = default;
            if (at >= end || bytes[at] != tag || !ReadLength(out var start, out var length))
            {
                return false;
            }

            inner = new(bytes, start, length < 0 ? end : start + length);
            at = length < 0 ? end : start + length;
            return true;
        }

        /// <summary>Steps over the next element, whatever it is; returns false when its length is not given.</summary>
        public bool Skip()
        {
            if (at >= end || !ReadLength(out var start, out var length) || length < 0)
            {
                return false;
            }

            at = start + length;
            return true;
        }

        /// <summary>Copies the octets, which may be cut into strings of their own.</summary>
        public void CopyTo(Stream stream)
        {
            if (at < end && bytes[at] == OctetStringTag && IsListOfStrings())
            {
                while (Open(OctetStringTag, out var part))
                {
                    stream.Write(bytes, part.at, part.end - part.at);
                }
            }
            else
            {
                stream.Write(bytes, at, end - at);
            }
        }

        private readonly bool IsListOfStrings()
        {
            var copy = this;
            return copy.Open(OctetStringTag, out _) && (copy.at >= copy.end || copy.bytes[copy.at] is OctetStringTag or 0);
        }

        /// <summary>The position and length of the content; -1 as an indefinite length.</summary>
        private readonly bool ReadLength(out int start, out int length)
        {
            (start, length) = (at + 2, 0);
            if (at + 1 >= end)
            {
                return false;
            }

            var first = bytes[at + 1];
            if (first < 0x80)
            {
                length = first;
            }
            else if (first == 0x80)
            {
                length = -1;
                return true;
            }
            else
            {
                var count = first & 0x7F;
                if (count > 4 || start + count > end)
                {
                    return false;
                }

                long value = 0;
                for (var index = 0; index < count; index++)
                {
                    value = (value << 8) | bytes[start + index];
                }

                start += count;
                length = value > int.MaxValue ? int.MaxValue : (int)value;
            }

            // A part may be cut off.
            length = Math.Min(length, end - start);
            return true;
        }
    }
}
