using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>Something in a plan that the organizer should look at before the emails go out.</summary>
public sealed record PlanWarning
{
    /// <summary>What it is about.</summary>
    public required PlanWarningKind Kind { get; init; }

    /// <summary>The id of the workshop; null if it concerns the whole series.</summary>
    public string? WorkshopId { get; init; }

    /// <summary>The warning, in English sentences for the organizer.</summary>
    public required string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); }
}

/// <summary>What a <see cref="PlanWarning"/> is about.</summary>
[JsonConverter(typeof(WordJsonConverter<PlanWarningKind>))]
public enum PlanWarningKind
{
    /// <summary>A workshop was moved into the past, perhaps by a slip in the year, and people are notified of that.</summary>
    MovedIntoPast,

    /// <summary>A workshop of which nobody has been notified has ended already, so nobody is invited to it.</summary>
    AlreadyOver,

    /// <summary>No responses were passed to the plan, so updates that do not ask again cannot carry them.</summary>
    ResponsesUnknown,

    /// <summary>
    /// An update that does not ask again goes to people of whom no response is known; if they have responded, some calendars forget it.
    /// </summary>
    ResponseMayBeLost,

    /// <summary>A workshop of a recurring event was moved or cancelled, and some calendars show it as it was.</summary>
    OccurrenceMayBeWrong,

    /// <summary>
    /// The time zone of a workshop is written without a yearly rule, so a calendar that changes the event itself may get its time wrong.
    /// </summary>
    ZoneWithoutRule,

    /// <summary>
    /// The law of the time zone of a workshop changed in the last two years, and a calendar with an older time zone database may show
    /// another time, unless it is written in UTC (<see cref="ChangedZoneRules"/>).
    /// </summary>
    ZoneRulesChanged,

    /// <summary>
    /// A workshop has an event of its own within the recurring event, which some calendars do not read, or keep after a cancellation.
    /// </summary>
    OccurrenceHasOwnEvent,

    /// <summary>People get emails whose language the library has no sentences in.</summary>
    LanguageWithoutSentences,
}
