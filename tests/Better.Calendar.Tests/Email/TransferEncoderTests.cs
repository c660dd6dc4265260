using System.Text;
using Better.Calendar.Email;
using CsCheck;
using MimeKit.Encodings;

namespace Better.Calendar.Tests.Email;

/// <summary>The transfer encodings, compared with MimeKit's encoders and decoders.</summary>
public sealed class TransferEncoderTests
{
    private static readonly Gen<string> Lines = Gen.OneOf(
        Gen.String[Gen.Char["aaaa bcd=é ő.漢\t _-\n"], 0, 400],
        Gen.String[Gen.Char, 0, 200].Select(static text => text.Replace('\r', ' ')));

    [Test]
    public void Quoted_printable_is_what_MimeKit_s_encoder_writes_with_CRLF() => Lines.SamplePortion(
        static text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text + "\n");
            var output = new ByteBuffer();
            TransferEncoder.EncodeQuotedPrintable(bytes, output);

            var encoder = new QuotedPrintableEncoder(74);
            var encoded = new byte[encoder.EstimateOutputLength(bytes.Length)];
            var length = encoder.Flush(bytes, 0, bytes.Length, encoded);
            return Encoding.ASCII.GetString(output.ToArray()) == Encoding.ASCII.GetString(encoded, 0, length)
                .Replace("\n", "\r\n", StringComparison.Ordinal);
        },
        slice: 20_000, whole: 200_000);

    [Test]
    public void Encoded_lines_are_at_most_76_characters_and_decode_to_the_text() => Lines.SamplePortion(
        static text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text + "\n");
            var output = new ByteBuffer();
            TransferEncoder.EncodeQuotedPrintable(bytes, output);

            var decoder = new QuotedPrintableDecoder();
            var decoded = new byte[decoder.EstimateOutputLength(output.Length)];
            var length = decoder.Decode(output.Bytes, 0, output.Length, decoded);
            return Encoding.UTF8.GetString(decoded, 0, length) == Encoding.UTF8.GetString(bytes)
                .Replace("\n", "\r\n", StringComparison.Ordinal)
                && Encoding.ASCII.GetString(output.ToArray()).Split("\r\n").All(static line => line.Length <= 76);
        },
        slice: 20_000, whole: 200_000);

    [Test]
    public void Base64_is_what_MimeKit_s_encoder_writes_with_CRLF() => Gen.Byte.Array[0, 500].SamplePortion(static bytes =>
    {
        var output = new ByteBuffer();
        TransferEncoder.EncodeBase64(bytes, output);

        var encoder = new Base64Encoder(76);
        var encoded = new byte[encoder.EstimateOutputLength(bytes.Length)];
        var length = encoder.Flush(bytes, 0, bytes.Length, encoded);
        return Encoding.ASCII.GetString(output.ToArray())
            .TrimEnd() == Encoding.ASCII.GetString(encoded, 0, length)
            .Replace("\n", "\r\n", StringComparison.Ordinal)
            .TrimEnd();
    });
}
