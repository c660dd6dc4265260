using System.Text;
using Better.Calendar.Icalendar.Parsing;
using CsCheck;

namespace Better.Calendar.Tests.Icalendar.Parsing;

public sealed class IcsParserTests
{
    private static readonly int[] TwentyTimes = [.. Enumerable.Range(0, 20)];

    [Test]
    public void A_valid_file_is_parsed()
    {
        var file =
            Read("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY;LANGUAGE=hu:Őszi\\, té\r\n "
                + "li\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

        var summary = file["VCALENDAR"]!.Components.Single()["SUMMARY"]!;
        Assert.That(file.ParseFaults, Is.Empty);
        Assert.That(summary.UnescapedValue, Is.EqualTo("Őszi, téli"));
        Assert.That(summary["LANGUAGE"], Is.EqualTo("hu"));
        Assert.That((summary.LineNumber, summary.ByteOffset), Is.EqualTo((4, 44)));
        Assert.That(summary.ToString(), Is.EqualTo("SUMMARY;LANGUAGE=hu:Őszi\\, téli"));
    }

    [TestCase("\uFEFFBEGIN:VCALENDAR\r\nX-A:b\r\nEND:VCALENDAR\r\n")]
    [TestCase("BEGIN:VCALENDAR\nX-A:b\nEND:VCALENDAR\n")]
    [TestCase("BEGIN:VCALENDAR\rX-A:b\rEND:VCALENDAR")]
    [TestCase("begin:vcalendar\r\nx-a:b\r\nend:vcalendar\r\n")]
    [TestCase("\r\nBEGIN:VCALENDAR\r\n\r\nX-A:b\r\n\r\nEND:VCALENDAR\r\n\r\n")]
    [TestCase("BEGIN:VCALENDAR \r\nX-A:b\r\nEND:VCALENDAR\t\r\n")]
    [TestCase("BEGIN:VCAL\r\n ENDAR\r\nX-\r\n\tA:b\r\nEND:VCALENDAR\r\n")]
    public void Byte_order_mark_line_endings_case_blank_lines_and_folds_do_not_matter(string text)
    {
        var file = Read(text);

        Assert.That(file.ParseFaults, Is.Empty);
        Assert.That(file["VCALENDAR"]!["X-A"]!.Value, Is.EqualTo("b"));
    }

    [Test]
    public void A_fold_inside_a_character_is_unfolded()
    {
        var bytes = Encoding.UTF8.GetBytes("BEGIN:A\r\nX:ő\r\nEND:A\r\n").ToList();
        bytes.InsertRange(bytes.IndexOf(0xC5) + 1, "\r\n "u8.ToArray());

        var line = IcsParser.Parse([.. bytes])["A"]!["X"]!;

        Assert.That(line.Value, Is.EqualTo("ő"));
    }

    [Test]
    public void Bytes_that_are_not_UTF_8_are_decoded_as_Latin_1()
    {
        var line = IcsParser.Parse(Encoding.Latin1.GetBytes("BEGIN:A\r\nX;CN=Jürgen:Übung\r\nEND:A\r\n"))["A"]!["X"]!;

        Assert.That((line["CN"], line.Value), Is.EqualTo(("Jürgen", "Übung")));
    }

    [TestCase("CN=Anna", "Anna", false, false)]
    [TestCase("CN=\"Kiss, Anna: dr.; jr.\"", "Kiss, Anna: dr.; jr.", true, false)]
    [TestCase("CN=O'Neil \"Bob\" X", "O'Neil \"Bob\" X", false, true)]
    [TestCase("CN=\"Bob\" X", "\"Bob\" X", false, true)]
    [TestCase("CN=\"Bob", "\"Bob", false, true)]
    [TestCase("CN=", "", false, false)]
    [TestCase("CN=\"\"", "", true, false)]
    [TestCase("CN=a^nb^'c^'^^d^x", "a\nb\"c\"^d^x", false, false)]
    [TestCase("cn=Anna", "Anna", false, false)]
    public void Names_are_parsed_with_any_quotes(string parameter, string value, bool isQuoted, bool hasUnexpectedQuote)
    {
        var line = Read($"BEGIN:A\r\nATTENDEE;ROLE=CHAIR;{parameter};RSVP=TRUE:mailto:a@b.example\r\nEND:A\r\n")["A"]!["ATTENDEE"]!;

        Assert.That(line["CN"], Is.EqualTo(value));
        Assert.That((line.Parameters[1].IsQuoted, line.Parameters[1].HasUnexpectedQuote), Is.EqualTo((isQuoted, hasUnexpectedQuote)));
        Assert.That((line["ROLE"], line["RSVP"], line.Value), Is.EqualTo(("CHAIR", "TRUE", "mailto:a@b.example")));
    }

    [Test]
    public void Lists_keep_their_quotes()
    {
        const string text =
            "BEGIN:A\r\nATTENDEE;MEMBER=\"mailto:a@b.example\",\"mailto:c@d.example\";FEATURE=AUDIO,VIDEO:x\r\nEND:A\r\n";
        var line = Read(text)["A"]!["ATTENDEE"]!;

        Assert.That((line["MEMBER"], line["FEATURE"]), Is.EqualTo(("\"mailto:a@b.example\",\"mailto:c@d.example\"", "AUDIO,VIDEO")));
        Assert.That(line.Parameters.Any(parameter => parameter.IsQuoted || parameter.HasUnexpectedQuote), Is.False);
    }

    [TestCase("not a content line")]
    [TestCase("SUMMARY")]
    [TestCase("SUMMARY;LANGUAGE=hu")]
    [TestCase(":value")]
    [TestCase("ŐSZ:value")]
    public void A_malformed_line_is_kept_and_the_other_lines_are_parsed(string malformed)
    {
        var component = Read($"BEGIN:A\r\nX:1\r\n{malformed}\r\nY:2\r\nEND:A\r\n")["A"]!;

        Assert.That(component.Lines.Select(line => line.IsMalformed), Is.EqualTo(new[] { false, true, false }));
        Assert.That(component.Lines[1].ToString(), Is.EqualTo(malformed));
        Assert.That(component["Y"]!.Value, Is.EqualTo("2"));
    }

    [TestCase("BEGIN:A\r\nBEGIN:B\r\nX:1\r\nEND:A\r\n", "MissingEnd 2")]
    [TestCase("BEGIN:A\r\nEND:B\r\nEND:A\r\n", "MissingBegin 2")]
    [TestCase("X:1\r\nBEGIN:A\r\nEND:A\r\nY:1\r\n", "LineOutsideComponent 1", "LineOutsideComponent 4")]
    [TestCase("BEGIN:A\r\n", "MissingEnd 1")]
    public void An_error_in_the_nesting_is_reported_with_its_line(string text, params string[] faults) =>
        Assert.That(Read(text).ParseFaults.Select(fault => $"{fault.Kind} {fault.Line.LineNumber}"), Is.EqualTo(faults));

    [Test]
    public void Depth_and_lines_have_a_limit()
    {
        var deep =
            IcsParser.Parse(
                Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("BEGIN:A\r\n", 50))
                    + "X:1\r\n"
                    + string.Concat(Enumerable.Repeat("END:A\r\n", 50))));
        var many = IcsParser.Parse(Encoding.UTF8.GetBytes("BEGIN:A\r\nX:1\r\nX:2\r\nX:3\r\nEND:A\r\n"), new() { MaxLines = 3 });

        Assert.That(deep.ParseFaults.Select(fault => fault.Kind).Distinct(), Is.EqualTo(new[] { ParseFaultKind.NestedTooDeep }));
        Assert.That(
            many.ParseFaults.Select(fault => fault.Kind),
            Is.EqualTo(new[] { ParseFaultKind.TooManyLines, ParseFaultKind.MissingEnd }));
        Assert.That(many.LineCount, Is.EqualTo(3));
    }

    [TestCase("\\n\\N\\,\\;\\\\", "\n\n,;\\")]
    [TestCase("a\\xb", "a\\xb")]
    [TestCase("a\\", "a\\")]
    public void Escapes_are_decoded(string value, string text) => Assert.That(TextEncoding.Unescape(value), Is.EqualTo(text));

    [Test]
    public void UTF_8_validation_agrees_with_NET() =>
        Gen.Byte[0x70,
            0xFF].Array[0,
            8].SamplePortion(
            bytes => (TextEncoding.IndexOfInvalidUtf8(bytes, 0, bytes.Length) < 0) == IsUtf8(bytes),
            slice: 20_000,
            whole: 2_000_000);

    [Test]
    [Category(TestScale.Slow)]
    public void Time_grows_linearly_with_the_size()
    {
        string[] shapes =
            ["X;A=\"\",",
                "X:1\r\n ",
                "BEGIN:A\r\n",
                "END:A\r\n",
                ";;;;",
                "\"\"\"\"",
                ",\"a",
                "=?",
                "\r\n",
                " \r\n",
                "BEGIN:A\r\nEND:B\r\n"];
        foreach (var shape in shapes)
        {
            var small = Encoding.ASCII.GetBytes("BEGIN:A\r\nX;A=" + string.Concat(Enumerable.Repeat(shape, 4_000)));
            var large = Encoding.ASCII.GetBytes("BEGIN:A\r\nX;A=" + string.Concat(Enumerable.Repeat(shape, 80_000)));

            // The same bytes in twenty pieces and in one: with quadratic time, one would take twenty times as long.
            Assert.That(
                TestScale.BestRatio(() => IcsParser.Parse(large), () => Array.ForEach(TwentyTimes, _ => IcsParser.Parse(small))),
                Is.LessThan(12),
                shape);
        }
    }

    private static bool IsUtf8(byte[] bytes)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static IcsDocument Read(string text) => IcsParser.Parse(Encoding.UTF8.GetBytes(text));
}
