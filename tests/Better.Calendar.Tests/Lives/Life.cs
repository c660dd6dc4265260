using Better.Calendar.Testing;
using Better.Calendar.Tests.Scheduling;

namespace Better.Calendar.Tests.Lives;

/// <summary>
/// What happens to a series over some days: edits, responses, and the ways of the mail. It is data, so that a life that fails can be
/// shortened step by step.
/// </summary>
/// <param name="Workshops">The number of workshops at first.</param>
/// <param name="People">The number of participants at first.</param>
/// <param name="Clients">The client of each person, by their number in <see cref="RandomEdits.Person"/>.</param>
/// <param name="Policy">The policy of all revisions.</param>
/// <param name="Steps">What happens, in order.</param>
internal sealed record Life(
    int Workshops, int People, IReadOnlyList<SimulatedClient> Clients, RevisionPolicy Policy, IReadOnlyList<LifeStep> Steps)
{
    /// <summary>How the series is put into calendars.</summary>
    public SchedulingMode Mode { get; init; } = SchedulingMode.EventPerWorkshop;

    /// <summary>Whether all workshops have the same title at first, so that a recurring event needs no overrides for them.</summary>
    public bool HasOneTitle { get; init; }

    /// <summary>The numbers of people that edits can add.</summary>
    public const int MaxPeople = 6;

    // How often each step is taken; mail that goes its normal way is the most common.
    private static readonly (StepKind Kind, int Weight)[] Weights =
    [
        (StepKind.Edit, 6), (StepKind.Arrive, 8), (StepKind.Overtake, 2), (StepKind.Double, 1), (StepKind.Lose, 1), (StepKind.Press, 7),
        (StepKind.PressOld, 1), (StepKind.RespondInCalendar, 3), (StepKind.RespondOnPage, 1), (StepKind.Rest, 1),
    ];

    public static Life Random(Random random)
    {
        var clients = Enum.GetValues<SimulatedClient>();
        return new(
            random.Next(1, 4),
            random.Next(1, 4),
            [.. Enumerable.Range(0, MaxPeople).Select(_ => clients[random.Next(clients.Length)])],
            new() { NotifyOfEditorialChanges = random.Next(2) == 0, AlwaysRaiseSequence = random.Next(4) == 0 },
            [.. Enumerable.Range(0, random.Next(4, 25)).Select(_ => Step(random))]);
    }

    /// <summary>A life of a series that is one recurring event.</summary>
    public static Life RandomRecurring(Random random) => Random(random) with
    {
        Mode = SchedulingMode.RecurringEvent,
        HasOneTitle = random.Next(2) == 0,
        Workshops = random.Next(2, 5),
    };

    /// <summary>
    /// A life of a series about which people are asked by one email; more of them respond on the page, and some choose their personal feed.
    /// </summary>
    public static Life RandomCourse(Random random)
    {
        var life = Random(random);
        return life with
        {
            Mode = SchedulingMode.CourseEmail,
            Steps = [.. life.Steps.Select(step => step.Kind is StepKind.Press && random.Next(2) == 0
                ? step with { Kind = StepKind.RespondOnPage }
                : step.Kind is StepKind.RespondInCalendar && random.Next(2) == 0
                ? step with { Kind = StepKind.ChooseFeed }
                : step)],
        };
    }

    /// <summary>The same life without one step.</summary>
    public Life Without(int step) => this with { Steps = [.. Steps.Where((_, i) => i != step)] };

    private static LifeStep Step(Random random)
    {
        var at = random.Next(Weights.Sum(one => one.Weight));
        var kind = Weights.First(one => (at -= one.Weight) < 0).Kind;
        return new(kind, random.Next(25), random.Next(12), random.Next(12));
    }
}

/// <summary>One step of a life: its kind, and three numbers that choose what it is about.</summary>
internal sealed record LifeStep(StepKind Kind, int First, int Second, int Third);

/// <summary>What can happen in a step.</summary>
internal enum StepKind
{
    /// <summary>The organizer edits the series, and the emails that are due go out.</summary>
    Edit,

    /// <summary>The oldest mails on their way arrive, some of them.</summary>
    Arrive,

    /// <summary>A mail overtakes others on its way.</summary>
    Overtake,

    /// <summary>A mail arrives, and will arrive again.</summary>
    Double,

    /// <summary>A mail is lost.</summary>
    Lose,

    /// <summary>Somebody reads the oldest email that waits for a press.</summary>
    Press,

    /// <summary>Somebody presses a button in any email of their mailbox.</summary>
    PressOld,

    /// <summary>Somebody responds in their calendar.</summary>
    RespondInCalendar,

    /// <summary>Somebody responds on the RSVP page.</summary>
    RespondOnPage,

    /// <summary>Somebody chooses on the page of the course: their personal feed, or entries by email.</summary>
    ChooseFeed,

    /// <summary>Hours go by.</summary>
    Rest,
}
