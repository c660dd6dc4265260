using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>The recurrence rule of a series whose workshops follow a regular pattern (RFC 5545, 3.3.10).</summary>
internal sealed record SeriesRecurrence(string RRule)
{
    /// <summary>The rule; null, with the reason in a sentence, when the workshops have no regular pattern.</summary>
    public static SeriesRecurrence? FromSeries(WorkshopSeries series, out string problem)
    {
        problem = "";
        var first = series.Workshops[0];
        foreach (var workshop in series.Workshops.Skip(1))
        {
            problem = (workshop.Zone ?? series.Zone) != (first.Zone ?? series.Zone)
                ? $"workshop {workshop.Id} is in another time zone than workshop {first.Id}"
                : workshop.Start.TimeOfDay != first.Start.TimeOfDay
                    ? $"workshop {workshop.Id} starts at another time of day than workshop {first.Id}"
                : workshop.Duration != first.Duration ? $"workshop {workshop.Id} takes another time than workshop {first.Id}"
                : problem;
        }

        var days = series.Workshops.Select(workshop => workshop.Start.Date).ToList();
        var interval = days.Count > 1 ? Period.DaysBetween(days[0], days[1]) : 0;
        var irregular = days.Skip(1).Where((day, i) => Period.DaysBetween(days[i], day) != interval).Count();
        problem = problem.Length > 0 ? problem
            : days.Count < 2 ? "it has one workshop only"
            : irregular > 0 ? "the days between the workshops differ"
            : interval != 1 && (interval <= 0 || interval % 7 != 0)
                ? $"the workshops are {interval} days apart, which is neither one day nor a number of weeks"
            : series.Workshops.Any(workshop => workshop.Sequence != first.Sequence)
                ? "its workshops have different sequences, but one event has one sequence"
            : "";
        if (problem.Length > 0)
        {
            problem = $"the series cannot be one recurring event, because {problem}; send one email per workshop";
            return null;
        }

        var count = days.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var intervalRule = interval > 7 ? $"INTERVAL={(interval / 7).ToString(System.Globalization.CultureInfo.InvariantCulture)};" : "";
        return new(interval == 1 ? $"FREQ=DAILY;COUNT={count}" : $"FREQ=WEEKLY;{intervalRule}COUNT={count}");
    }
}
