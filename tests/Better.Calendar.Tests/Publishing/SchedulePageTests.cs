using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Tests.Publishing;

/// <summary>The table and the JSON-LD in a page of a host, checked by a browser, axe and html-validate.</summary>
[Category(PeerRig.Category)]
public sealed class SchedulePageTests
{
    [OneTimeSetUp]
    public void RequireBrowser() => PeerRig.Need("html");

    [Test]
    public void Browsers_and_validators_accept_the_table_in_every_direction_and_with_hostile_titles()
    {
        var better = Samples.Better();
        var hostile = better with
        {
            Title = "</script></table><script>document.body.remove()</script>",
            Workshops =
                [better.Workshops[0] with { Title = "</td></tr></table><b>\"'&|", Status = WorkshopStatus.Cancelled },
                    .. better.Workshops.Skip(1)],
        };

        var findings = HtmlPeer.Check(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["hu"] = Page(better, "hu", "ltr"),
            ["ar"] = Page(better, "ar", "rtl"),
            ["hostile"] = Page(hostile, "en", "ltr"),
            ["broken"] = Page(better, "en", "ltr").Replace("</bdi></caption>", "", StringComparison.Ordinal),
        });

        // The caniemail rules are for emails; this is a web page.
        static IEnumerable<string> PageErrors(IReadOnlyList<string> pageFindings) =>
            pageFindings.Where(finding => !finding.StartsWith("CANIEMAIL ", StringComparison.Ordinal));
        Assert.That(PageErrors(findings["hu"]), Is.Empty);
        Assert.That(PageErrors(findings["ar"]), Is.Empty);
        Assert.That(PageErrors(findings["hostile"]), Is.Empty);
        Assert.That(PageErrors(findings["broken"]), Is.Not.Empty);
    }

    private static string Page(WorkshopSeries series, string language, string direction) => $"""
        <!DOCTYPE html>
        <html lang="{language}" dir="{direction}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Schedule</title>
        <script type="application/ld+json">
        {SeriesJsonLd.Write(series, language)}</script>
        </head>
        <body>
        <main>
        <h1>Schedule</h1>
        {SeriesSchedule.ToHtml(series, language)}</main>
        </body>
        </html>
        """;
}
