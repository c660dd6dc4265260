using System.Text;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Model;
using CsCheck;

namespace Better.Calendar.Tests.Icalendar.Writing;

public sealed class LineFolderTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String[Gen.Char, 0, 300],
        Gen.String[Gen.Char["aáő😀\uD83D\uDE00漢,;:\\\"\n"], 0, 300]).Select(TextSanitizer.ToMultiLine);

    [Test]
    public void Lines_are_folded_at_75_bytes_between_characters_and_unfold_to_the_same_text() =>
        AnyText.SamplePortion(
            text =>
            {
                var line = ContentLineWriter.CreateText("DESCRIPTION", text).ToString();
                var bytes = LineFolder.Fold([line]);
                var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
                var lines = Split(bytes).ToList();

                return lines.All(one => one.Length <= 75 && strict.GetCharCount(one) >= 0)
                    && bytes[^2] == '\r' && bytes[^1] == '\n'
                    && LineFolder.Unfold(Encoding.UTF8.GetString(bytes)).Single() == line;
            },
            slice: 20_000);

    [Test]
    public void An_emoji_is_unchanged_at_every_position_of_a_fold([Range(0, 80)] int padding)
    {
        var bytes = LineFolder.Fold([ContentLineWriter.CreateText("SUMMARY", new string('x', padding) + "👩‍👩‍👧‍👦🇭🇺").ToString()]);

        Assert.That(Encoding.UTF8.GetString(bytes), Does.Not.Contain("\uFFFD"));
        Assert.That(Split(bytes).Max(line => line.Length), Is.LessThanOrEqualTo(75));
        Assert.That(string.Concat(LineFolder.Unfold(Encoding.UTF8.GetString(bytes))), Does.EndWith("👩‍👩‍👧‍👦🇭🇺"));
    }

    [TestCase("plain", "plain")]
    [TestCase("O'Neil", "O'Neil")]
    [TestCase("Kiss, Anna", "\"Kiss, Anna\"")]
    [TestCase("a;b:c", "\"a;b:c\"")]
    [TestCase("Szűcs", "\"Szűcs\"")]
    [TestCase("the \"host\"", "the 'host'")]
    [TestCase("HOST\\anna", "HOST/anna")]
    [TestCase("a^nb", "\"a\u02C6nb\"")]
    public void A_parameter_value_has_quotes_when_they_are_needed(string value, string written) =>
        Assert.That(ContentLineWriter.Create("ORGANIZER", "mailto:a@b.example", ("CN", value))
            .ToString(), Is.EqualTo($"ORGANIZER;CN={written}:mailto:a@b.example"));

    [Test]
    public void A_control_character_in_a_line_throws() =>
        Assert.That(() => LineFolder.Fold(["SUMMARY:a\r\nATTENDEE:mailto:x@y.example"]), Throws.InvalidOperationException);

    private static IEnumerable<byte[]> Split(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(Encoding.Latin1.GetBytes);
    }
}
