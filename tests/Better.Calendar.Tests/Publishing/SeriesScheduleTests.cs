using System.Xml.Linq;
using Better.Calendar.Model;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Publishing;

public sealed class SeriesScheduleTests
{
    [Test]
    public void The_Hungarian_text_is_that_of_the_announcement_with_weekday_and_year() =>
        Assert.That(SeriesSchedule.ToText(Samples.Better(), "hu"), Is.EqualTo("""
            BETTER – 3. Tematikus Esemény

            2020. június 16., kedd, 10:30–12:00
              Partnerség kiépítése az adatgyűjtés érdekében: gyakorlatok a köz- és
              magánszféra közötti hatékony munka ösztönzésére
              Vezető szakértő: Lauri Sock (Tartu)

            2020. június 17., szerda, 10:30–12:00
              Adatvizualizáció, mint módszer a civilek, a köz- és a magánszféra
              elköteleződésének elérésére
              Vezető szakértő: Henrik Mazzanti (Gävle)

            2020. június 18., csütörtök, 10:30–12:00
              Közszféra reform: Hogyan lehet az adatokat felhasználni a közigazgatás
              céljainak támogatására és a hatékonyabban integrált munka- és
              irányítási modellek előmozdítására?
              Vezető szakértő: Dr. Steve Harding (Birmingham)

            Minden időpont a következő idő szerint értendő: közép-európai nyári idő
            (UTC+2)

            """.ReplaceLineEndings("\n")));

    [Test]
    public void Times_are_in_the_time_zone_of_the_options() =>
        Assert.That(SeriesSchedule.ToMarkdown(Samples.Better(), "en", new() { Zone = "Europe/London" }), Is.EqualTo("""
            **BETTER – 3rd Thematic Event**

            | Date and time | Topic | Lead expert |
            | --- | --- | --- |
            | Tuesday 16 June 2020, 09:30–11:00 | Building partnerships to gather data: practices that encourage effective work between the public and private sectors | Lauri Sock (Tartu) |
            | Wednesday 17 June 2020, 09:30–11:00 | Data visualisation as a way to win the commitment of citizens, the public sector and the private sector | Henrik Mazzanti (Gävle) |
            | Thursday 18 June 2020, 09:30–11:00 | Public sector reform: how can data be used to support the aims of public administration and to advance more effectively integrated models of working and governance? | Dr. Steve Harding (Birmingham) |

            All times: British Summer Time (UTC+1)

            """.ReplaceLineEndings("\n")));

    [Test]
    public void An_Arabic_table_is_right_to_left_and_marks_the_language_of_Hungarian_titles() =>
        Assert.That(SeriesSchedule.ToHtml(Samples.Better(), "ar"), Is.EqualTo("""
            <table lang="ar" dir="rtl">
            <caption><bdi lang="hu">BETTER – 3. Tematikus Esemény</bdi></caption>
            <thead>
            <tr><th scope="col">التاريخ والوقت</th><th scope="col">الموضوع</th><th scope="col">بإشراف</th></tr>
            </thead>
            <tbody>
            <tr><th scope="row"><time datetime="2020-06-16T10:30:00+02:00">الثلاثاء، 16 يونيو 2020، 10:30–12:00</time></th><td style="word-break:break-word"><bdi lang="hu">Partnerség kiépítése az adatgyűjtés érdekében: gyakorlatok a köz- és magánszféra közötti hatékony munka ösztönzésére</bdi></td><td><bdi>Lauri Sock (Tartu)</bdi></td></tr>
            <tr><th scope="row"><time datetime="2020-06-17T10:30:00+02:00">الأربعاء، 17 يونيو 2020، 10:30–12:00</time></th><td style="word-break:break-word"><bdi lang="hu">Adatvizualizáció, mint módszer a civilek, a köz- és a magánszféra elköteleződésének elérésére</bdi></td><td><bdi>Henrik Mazzanti (Gävle)</bdi></td></tr>
            <tr><th scope="row"><time datetime="2020-06-18T10:30:00+02:00">الخميس، 18 يونيو 2020، 10:30–12:00</time></th><td style="word-break:break-word"><bdi lang="hu">Közszféra reform: Hogyan lehet az adatokat felhasználni a közigazgatás céljainak támogatására és a hatékonyabban integrált munka- és irányítási modellek előmozdítására?</bdi></td><td><bdi>Dr. Steve Harding (Birmingham)</bdi></td></tr>
            </tbody>
            <tfoot>
            <tr><td colspan="3">جميع الأوقات: توقيت وسط أوروبا الصيفي (UTC+2)</td></tr>
            </tfoot>
            </table>

            """.ReplaceLineEndings("\n")));

    [Test]
    public void Every_language_has_a_schedule_in_all_three_formats()
    {
        foreach (var language in InvitationTexts.Languages)
        {
            var texts = InvitationTexts.ForLanguage(language);
            var table = XElement.Parse(SeriesSchedule.ToHtml(Samples.Better(), language));

            Assert.That(table.Attribute("lang")!.Value, Is.EqualTo(language));
            Assert.That(table.Descendants("th").Take(3).Select(heading => heading.Value), Is.EqualTo(
                new[] { texts[TextKey.DateAndTimeLabel], texts[TextKey.TopicLabel], texts[TextKey.LeadExpertLabel] }));
            Assert.That(SeriesSchedule.ToText(Samples.Better(), language).Split('\n'), Has.All.Length.LessThanOrEqualTo(72));
            Assert.That(SeriesSchedule.ToMarkdown(Samples.Better(), language)
                .Split('\n')
                .Count(line => line.StartsWith("| ", StringComparison.Ordinal)), Is.EqualTo(5));
        }
    }

    // The clocks in Budapest went back on 25 October 2020.
    [Test]
    public void When_the_clocks_change_in_between_each_line_has_its_offset()
    {
        var series = Small(On(2020, 10, 20, "1"), On(2020, 10, 27, "2")) with { Zone = "Europe/Budapest" };

        var text = SeriesSchedule.ToText(series, "en");

        Assert.That(text, Does.Contain("\nTuesday 20 October 2020, 09:00–10:30 (UTC+2)\n")
            .And.Contain("\nTuesday 27 October 2020, 09:00–10:30 (UTC+1)\n"));
        Assert.That(text, Does.EndWith("\nAll times: Central European Time\n"));
    }

    [Test]
    public void A_workshop_during_which_the_clocks_change_has_both_offsets()
    {
        var night = On(2020, 10, 25, "1") with { Start = new(2020, 10, 25, 1, 30), Duration = Duration.FromHours(2) };

        Assert.That(
            SeriesSchedule.ToText(Small(night) with { Zone = "Europe/Budapest" }, "en"),
            Does.Contain("\nSunday 25 October 2020, 01:30–02:30 (UTC+2 – UTC+1)\n"));
    }

    [Test]
    public void Every_line_has_weekday_and_year()
    {
        var text = SeriesSchedule.ToText(Small(On(2026, 12, 15, "1"), On(2027, 1, 12, "2")), "en");

        Assert.That(
            text,
            Does.Contain("\nTuesday 15 December 2026, 09:00–10:30\n").And.Contain("\nTuesday 12 January 2027, 09:00–10:30\n"));
    }

    [Test]
    public void A_cancelled_or_tentative_workshop_has_its_status_before_the_title()
    {
        var series = Small(
            On(2027, 4, 14, "1") with { Status = WorkshopStatus.Cancelled },
                On(2027, 4, 15, "2") with { Status = WorkshopStatus.Tentative });

        Assert.That(
            SeriesSchedule.ToText(series, "en"),
            Does.Contain("\n  Cancelled: Workshop 1\n").And.Contain("\n  To be confirmed: Workshop 2\n"));
        Assert.That(
            SeriesSchedule.ToHtml(series, "fr"),
            Does.Contain("<td style=\"word-break:break-word\"><strong>Annulé</strong>\u00A0: <bdi lang=\"en\">Workshop 1</bdi></td>"));
    }

    [Test]
    public void Without_lead_experts_there_is_no_column_for_them()
    {
        var table = XElement.Parse(SeriesSchedule.ToHtml(Samples.Small(), "en"));

        Assert.That(table.Descendants("thead").Single().Value, Is.EqualTo("Date and timeTopic"));
        Assert.That(table.Descendants("tfoot").Descendants("td").Single().Attribute("colspan")!.Value, Is.EqualTo("2"));
        Assert.That(SeriesSchedule.ToMarkdown(Samples.Small(), "en"), Does.Contain("\n| --- | --- |\n"));
    }

    [Test]
    public void Markdown_in_a_text_is_escaped()
    {
        var series =
            Small(On(2027, 4, 14, "1") with { Title = "a|b *c* _d_ `e` [f](g) <h> &amp; i\\j #1 https://k.test www.l.test 2. m@n.test" });

        Assert.That(SeriesSchedule.ToMarkdown(series, "en"), Does.Contain(
            @"| a\|b \*c\* \_d\_ \`e\` \[f\](g) \<h\> \&amp; i\\j \#1 https\://k.test www\.l.test 2. m\@n.test |"));
    }

    // Independent judge: an XML parser. Text that is not escaped would change the tree or cause an error.
    [Test]
    public void No_text_changes_the_table() =>
        Hostile.Series.SamplePortion(
            series =>
            {
                var html = SeriesSchedule.ToHtml(series, "en");
                var table = XElement.Parse(html, LoadOptions.PreserveWhitespace);
                var workshop = series.Workshops[0];

                Assert.That(table.Descendants().Select(element => element.Name.LocalName).Where(name => name != "strong"), Is.EqualTo(
                    ["caption",
                        "bdi",
                        "thead",
                        "tr",
                        "th",
                        "th",
                        "th",
                        "tbody",
                        "tr",
                        "th",
                        "time",
                        "td",
                        "bdi",
                        "td",
                        "bdi",
                        "tfoot",
                        "tr",
                        "td"]));
                Assert.That(table.Descendants("bdi").ElementAt(2).Value, Does.StartWith(workshop.LeadExpert!.Name));
                Assert.That(table.Descendants("bdi").ElementAt(1).Value, Is.EqualTo(OneLine(workshop.Title.GetText("en", "en"))));
                Assert.That(html + SeriesSchedule.ToText(series, "en") + SeriesSchedule.ToMarkdown(series, "en"),
                    Does.Not.Contain("Secret-123").And.Not.Contain("Unnamed").And.Not.Contain("unnamed@").And.Not.Contain("meet.example"));
            },
            slice: 300);

    // The rule of cmark-gfm: a backslash escapes the next character; a cell ends at any other pipe.
    [Test]
    public void No_text_adds_a_cell_or_line_in_Markdown() =>
        Hostile.Series.SamplePortion(
            series =>
            {
                var lines = SeriesSchedule.ToMarkdown(series, "en").Split('\n');
                Assert.That(lines, Has.Length.EqualTo(8));

                var unescaped = System.Text.RegularExpressions.Regex.Replace(lines[4], @"\\[!-/:-@\[-`{-~]", "");
                Assert.That(unescaped.Count(c => c == '|'), Is.EqualTo(4));
                Assert.That(unescaped, Does.Not.Match(@"[\\<>`*_\[\]~]|://|&"));
            },
            slice: 300);

    [Test]
    public void An_unknown_time_zone_and_an_invalid_series_are_rejected()
    {
        Assert.That(() => SeriesSchedule.ToText(Samples.Small(), "en", new() { Zone = "Europe/Budpest" }),
            Throws.ArgumentException.With.Message.Contains("Europe/Budapest"));
        Assert.That(
            () => SeriesSchedule.ToHtml(Samples.Small() with { Workshops = [] }, "en"),
            Throws.InstanceOf<InvalidSeriesException>());
    }

    private static WorkshopSeries Small(params Workshop[] workshops) => Samples.Small() with { Workshops = [.. workshops] };

    private static Workshop On(int year, int month, int day, string id) =>
        Samples.Workshop(id) with { Start = new(year, month, day, 9, 0) };

    private static string OneLine(string text) => TextSanitizer.ToSingleLine(text);
}
