namespace Better.Calendar;

/// <summary>One workshop in the schedule.</summary>
/// <param name="Number">The workshop's number in the series, from 1.</param>
/// <param name="When">Date and time in the recipient's time zone.</param>
/// <param name="Date">The date; with the year if <see cref="EmailContent.ScheduleNote"/> does not say it.</param>
/// <param name="Hours">The hours; with their offset if it is not the same for all workshops.</param>
/// <param name="Title">The workshop's title.</param>
/// <param name="Place">Where it takes place; empty if that is not known.</param>
/// <param name="Expert">The lead expert with their city; empty if nobody is named.</param>
/// <param name="IsCurrent">Whether the email is about this workshop.</param>
/// <param name="CancelledText">The word for "cancelled" if the workshop does not take place; otherwise empty.</param>
/// <param name="JoinLink">The link to join the online meeting, in emails about the whole series; otherwise null.</param>
public sealed record ScheduleRow(
    string Number,
    When When,
    string Date,
    string Hours,
    string Title,
    string Place,
    string Expert,
    bool IsCurrent,
    string CancelledText = "",
    ContentLink? JoinLink = null)
{
    /// <summary>The workshop's number in the series, from 1.</summary>
    public string Number { get; init => field = ArgumentGuard.NotNull(value, nameof(Number)); } =
        ArgumentGuard.NotNull(Number, nameof(Number));

    /// <summary>Date and time in the recipient's time zone.</summary>
    public When When { get; init => field = ArgumentGuard.NotNull(value, nameof(When)); } = ArgumentGuard.NotNull(When, nameof(When));

    /// <summary>The date; with the year if <see cref="EmailContent.ScheduleNote"/> does not say it.</summary>
    public string Date { get; init => field = ArgumentGuard.NotNull(value, nameof(Date)); } = ArgumentGuard.NotNull(Date, nameof(Date));

    /// <summary>The hours; with their offset if it is not the same for all workshops.</summary>
    public string Hours { get; init => field = ArgumentGuard.NotNull(value, nameof(Hours)); } = ArgumentGuard.NotNull(Hours, nameof(Hours));

    /// <summary>Where it takes place; empty if that is not known.</summary>
    public string Place { get; init => field = ArgumentGuard.NotNull(value, nameof(Place)); } = ArgumentGuard.NotNull(Place, nameof(Place));

    /// <summary>The workshop's title.</summary>
    public string Title { get; init => field = ArgumentGuard.NotNull(value, nameof(Title)); } = ArgumentGuard.NotNull(Title, nameof(Title));

    /// <summary>The lead expert with their city; empty if nobody is named.</summary>
    public string Expert { get; init => field = ArgumentGuard.NotNull(value, nameof(Expert)); } =
        ArgumentGuard.NotNull(Expert, nameof(Expert));

    /// <summary>The word for "cancelled" if the workshop does not take place; otherwise empty.</summary>
    public string CancelledText { get; init => field = ArgumentGuard.NotNull(value, nameof(CancelledText)); } =
        ArgumentGuard.NotNull(CancelledText, nameof(CancelledText));

    /// <summary>
    /// In an email about the whole series: the word for "tentative" if the workshop is not certain; otherwise empty.
    /// </summary>
    public string TentativeText { get; init => field = ArgumentGuard.NotNull(value, nameof(TentativeText)); } = "";
}
