using Better.Calendar;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The schedule as a table, in the user's language and the workshops' time zones.</summary>
internal static class ScheduleTable
{
    public static ScreenTable Create(WorkshopSeries series)
    {
        var texts = ConsoleTexts.Current.Library;
        var table = new ScreenTable(
            PlanWords.Localize(series, series.Title),
            texts[TextKey.DateAndTimeLabel],
            texts[TextKey.TopicLabel],
            texts[TextKey.LeadExpertLabel]);
        foreach (var workshop in series.Workshops)
        {
            var expert = workshop.LeadExpert;
            var city = PlanWords.Localize(series, expert?.City);
            table.Add(
                Markup.Escape(PlanWords.FormatTime(series, workshop)),
                Markup.Escape(PlanWords.FormatTitle(series, workshop)),
                Markup.Escape(expert is null ? "" : city.Length == 0 ? expert.Name
                    : texts.Format(TextKey.ExpertWithCity, ("expert", expert.Name), ("city", city))));
        }

        return table;
    }

    /// <summary>The local times of the workshops in every city, with the warnings about them.</summary>
    public static void Print(WorkshopSeries series)
    {
        var times = LocalTimeTable.Create(series).ToText(ConsoleTexts.Current.Library);
        var table = new ScreenTable(times.Heading, [.. times.Columns]);
        foreach (var row in times.Rows)
        {
            table.Add([.. row.Select(Markup.Escape)]);
        }

        table.Write();
        foreach (var warning in times.Warnings)
        {
            Screen.ForeignWarning(warning);
        }
    }
}
