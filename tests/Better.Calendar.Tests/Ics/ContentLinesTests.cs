using System.Text;
using Better.Calendar.Ics;
using Better.Calendar.Workshops;
using CsCheck;

namespace Better.Calendar.Tests.Ics;

public sealed class ContentLinesTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String[Gen.Char, 0, 300],
        Gen.String[Gen.Char["aáő😀\uD83D\uDE00漢,;:\\\"\n"], 0, 300]).Select(PlainText.MultiLine);

    [Test]
    public void No_line_is_longer_than_75_octets_or_cut_inside_a_character_and_nothing_is_lost() =>
        AnyText.SamplePortion(
            text =>
            {
                var line = ContentLine.Text("DESCRIPTION", text).ToString();
                var octets = ContentLines.Fold([line]);
                var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
                var lines = Split(octets).ToList();

                return lines.All(one => one.Length <= 75 && strict.GetCharCount(one) >= 0)
                    && octets[^2] == '\r' && octets[^1] == '\n'
                    && ContentLines.Unfold(Encoding.UTF8.GetString(octets)).Single() == line;
            },
            slice: 20_000);

    [Test]
    public void An_emoji_survives_at_every_place_of_the_fold([Range(0, 80)] int padding)
    {
        var octets = ContentLines.Fold([ContentLine.Text("SUMMARY", new string('x', padding) + "👩‍👩‍👧‍👦🇭🇺").ToString()]);

        Assert.That(Encoding.UTF8.GetString(octets), Does.Not.Contain("\uFFFD"));
        Assert.That(Split(octets).Max(line => line.Length), Is.LessThanOrEqualTo(75));
        Assert.That(string.Concat(ContentLines.Unfold(Encoding.UTF8.GetString(octets))), Does.EndWith("👩‍👩‍👧‍👦🇭🇺"));
    }

    [TestCase("plain", "plain")]
    [TestCase("O'Neil", "O'Neil")]
    [TestCase("Kiss, Anna", "\"Kiss, Anna\"")]
    [TestCase("a;b:c", "\"a;b:c\"")]
    [TestCase("Szűcs", "\"Szűcs\"")]
    [TestCase("the \"host\"", "the 'host'")]
    [TestCase("HOST\\anna", "HOST/anna")]
    [TestCase("a^nb", "\"a\u02C6nb\"")]
    public void A_parameter_has_quotes_where_it_needs_them(string value, string written) =>
        Assert.That(ContentLine.Plain("ORGANIZER", "mailto:a@b.example", ("CN", value)).ToString(), Is.EqualTo($"ORGANIZER;CN={written}:mailto:a@b.example"));

    [Test]
    public void A_control_character_is_stopped_even_if_it_got_so_far() =>
        Assert.That(() => ContentLines.Fold(["SUMMARY:a\r\nATTENDEE:mailto:x@y.example"]), Throws.InvalidOperationException);

    private static IEnumerable<byte[]> Split(byte[] octets)
    {
        var text = Encoding.Latin1.GetString(octets);
        return text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(Encoding.Latin1.GetBytes);
    }
}
