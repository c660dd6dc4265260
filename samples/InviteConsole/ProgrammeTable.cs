using Better.Calendar.Times;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The programme as a table, in the series' language and zone.</summary>
internal static class ProgrammeTable
{
    public static Table Of(WorkshopSeries series)
    {
        var wording = InvitationWording.For(series.Language);
        var table = new Table().Title(Markup.Escape(series.Title.In(series.Language, series.Language))).Border(TableBorder.Rounded).ShowRowSeparators()
            .AddColumn(Markup.Escape(wording[Phrase.DateAndTimeLabel])).AddColumn(Markup.Escape(wording[Phrase.TopicLabel])).AddColumn(Markup.Escape(wording[Phrase.LeadExpertLabel]));
        foreach (var workshop in series.Workshops)
        {
            var start = series.StartOf(workshop, DateTimeZoneProviders.Tzdb);
            var end = series.EndOf(workshop, DateTimeZoneProviders.Tzdb);
            var expert = workshop.LeadExpert;
            var city = expert?.City?.In(series.Language, series.Language);
            table.AddRow(
                Markup.Escape($"{wording.Dates.ProgrammeDate(start.LocalDateTime, end.LocalDateTime)}\n{wording.Dates.ZoneNameAndOffset(start)}"),
                Markup.Escape(workshop.Title.In(series.Language, series.Language)),
                Markup.Escape(expert is null ? "" : city is null ? expert.Name : wording.Fill(Phrase.ExpertWithCity, ("expert", expert.Name), ("city", city))));
        }

        return table;
    }

    /// <summary>The same times on the clocks of everybody's city.</summary>
    public static Table Of(CityTimesText times)
    {
        var table = new Table().Title(Markup.Escape(times.Heading)).Border(TableBorder.Rounded).AddColumns([.. times.Columns.Select(Markup.Escape)]);
        foreach (var row in times.Rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }
}
