using Better.Calendar;
using NodaTime;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The schedule as a table, in the language and zone of the series.</summary>
internal static class ScheduleTable
{
    public static Table Create(WorkshopSeries series)
    {
        var texts = InvitationTexts.ForLanguage(series.Language);
        var table = new Table().Title(Markup.Escape(series.Title.GetText(series.Language, series.Language)))
            .Border(TableBorder.Rounded)
            .ShowRowSeparators()
            .AddColumn(Markup.Escape(texts[TextKey.DateAndTimeLabel]))
                .AddColumn(Markup.Escape(texts[TextKey.TopicLabel]))
                .AddColumn(Markup.Escape(texts[TextKey.LeadExpertLabel]));
        foreach (var workshop in series.Workshops)
        {
            var start = series.StartOf(workshop, DateTimeZoneProviders.Tzdb);
            var end = series.EndOf(workshop, DateTimeZoneProviders.Tzdb);
            var expert = workshop.LeadExpert;
            var city = expert?.City?.GetText(series.Language, series.Language);
            table.AddRow(
                Markup.Escape(
                    $"{texts.Dates.ScheduleDate(start.LocalDateTime, end.LocalDateTime)}\n{texts.Dates.ZoneNameAndOffset(start)}"),
                Markup.Escape(workshop.Title.GetText(series.Language, series.Language)),
                Markup.Escape(expert is null
                    ? ""
                    : city is null
                    ? expert.Name
                    : texts.Format(TextKey.ExpertWithCity, ("expert", expert.Name), ("city", city))));
        }

        return table;
    }

    /// <summary>The local times of the workshops in every city.</summary>
    public static Table Create(LocalTimeTableText timeTable)
    {
        var table = new Table().Title(Markup.Escape(timeTable.Heading))
            .Border(TableBorder.Rounded)
            .AddColumns([.. timeTable.Columns.Select(Markup.Escape)]);
        foreach (var row in timeTable.Rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }
}
