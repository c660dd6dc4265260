using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Times;

/// <summary>The times of a series on the clocks of everybody's city, and what is worth a warning. Compares by value.</summary>
/// <remarks>
/// Cancelled workshops are left out; numbers stay those of the programme. <see cref="In(InvitationWording)"/> gives the words.
/// </remarks>
public sealed record CityTimes
{
    /// <summary>Before this, an hour is unsocial.</summary>
    public static LocalTime FirstSocialHour { get; } = new(7, 0);

    /// <summary>After this, an hour is unsocial.</summary>
    public static LocalTime LastSocialHour { get; } = new(21, 0);

    /// <summary>The language of city names without one of their own.</summary>
    public required string Language { get; init => field = ArgumentGuard.NotNull(value, nameof(Language)); }

    /// <summary>The workshops, in the order of the programme: the columns.</summary>
    public required ValueList<TimedWorkshop> Workshops { get; init => field = ArgumentGuard.NotNull(value, nameof(Workshops)); }

    /// <summary>The cities with their times: the rows. First the organiser's, if no participant reads in that zone, then as participants name them.</summary>
    public required ValueList<CityRow> Cities { get; init => field = ArgumentGuard.NotNull(value, nameof(Cities)); }

    /// <summary>Where clocks change between two workshops, by zone.</summary>
    public required ValueList<ClockChange> ClockChanges { get; init => field = ArgumentGuard.NotNull(value, nameof(ClockChanges)); }

    /// <summary>Where somebody is invited to a workshop that begins or ends before <see cref="FirstSocialHour"/> or after <see cref="LastSocialHour"/>.</summary>
    public required ValueList<UnsocialHour> UnsocialHours { get; init => field = ArgumentGuard.NotNull(value, nameof(UnsocialHours)); }

    /// <summary>The times of a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <exception cref="InvalidSeriesException">The series has faults; all are named.</exception>
    public static CityTimes Of(WorkshopSeries series, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new CityClock(series, zones ?? DateTimeZoneProviders.Tzdb).Read();
    }

    /// <summary>The words for a console or a page.</summary>
    /// <param name="language">The reader's language (BCP 47).</param>
    public CityTimesText In(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return new CityTimesWriter(this, InvitationWording.For(language), language).Write();
    }

    /// <inheritdoc cref="In(string)" path="/summary|/remarks"/>
    /// <param name="wording">The reader's language, perhaps with sentences of the host's own.</param>
    public CityTimesText In(InvitationWording wording)
    {
        ArgumentNullException.ThrowIfNull(wording);
        return new CityTimesWriter(this, wording, wording.Language).Write();
    }
}
