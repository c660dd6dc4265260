using System.Globalization;
using Better.Calendar.Model;
using CsCheck;

namespace Better.Calendar.Tests.Model;

public sealed class HostNameTests
{
    [TestCase("host.example")]
    [TestCase("a-b.c1.example")]
    [TestCase("host..example")]
    [TestCase(".host.example")]
    [TestCase("host.example.")]
    [TestCase("-host.example")]
    [TestCase("host-.example")]
    [TestCase("host.example-")]
    [TestCase("ab--cd.example")]
    [TestCase("xn--nyregyhza-61a0k.example")]
    [TestCase("xn--a.example")]
    [TestCase("host")]
    [TestCase("")]
    public void A_domain_is_canonicalized_as_IDNA_does(string text) =>
        Assert.That(HostName.Canonicalize(text, out _), Is.EqualTo(ByIdna(text)));

    [Test]
    public void Any_domain_is_canonicalized_as_IDNA_does() =>
        Gen.String[Gen.Char["abzxn019-..._A é"],
            0,
            20].SamplePortion(
            text => HostName.Canonicalize(text, out _) == ByIdna(text),
            slice: 20_000,
            whole: 200_000);

    [Test]
    public void Labels_have_at_most_63_characters_and_domains_253()
    {
        foreach (var (label, count) in new[] { (62, 1), (63, 1), (64, 1), (63, 3), (61, 4), (62, 4) })
        {
            var text = string.Join(".", Enumerable.Repeat(new string('b', label), count)) + ".exampl";
            Assert.That(HostName.Canonicalize(text, out _), Is.EqualTo(ByIdna(text)), text);
        }
    }

    private static string? ByIdna(string text)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text.Trim().ToLowerInvariant()).ToLowerInvariant();
            return ascii.Length <= 253 && ascii.Contains('.', StringComparison.Ordinal) && !ascii.EndsWith('.') ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
