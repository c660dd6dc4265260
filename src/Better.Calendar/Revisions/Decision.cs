namespace Better.Calendar.Revisions;

/// <summary>How a workshop stands to one participant after the edit.</summary>
internal enum Turn
{
    /// <summary>It takes place and she is on its list.</summary>
    Hers,

    /// <summary>It is cancelled or gone from the series.</summary>
    Off,

    /// <summary>It takes place, and she is not on its list.</summary>
    NotHers,
}

/// <summary>A switch of the policy that a decision hangs on.</summary>
internal enum PolicySwitch
{
    /// <summary>It holds by every policy.</summary>
    Always,

    /// <summary>Unless <see cref="RevisionPolicy.TellPast"/>.</summary>
    UnlessTellPast,

    /// <summary>Unless <see cref="RevisionPolicy.TellEditorial"/>.</summary>
    UnlessTellEditorial,

    /// <summary>Unless <see cref="RevisionPolicy.DeclinedGet"/> is <see cref="DeclinedGet.Everything"/>.</summary>
    UnlessDeclinedGetEverything,

    /// <summary>If <see cref="RevisionPolicy.DeclinedGet"/> is <see cref="DeclinedGet.Cancellations"/>.</summary>
    IfDeclinedGetCancellations,
}

/// <summary>One row of the decision table; null stands for "any".</summary>
internal sealed record Decision
{
    /// <summary>What she has heard; <see cref="Heard.Nothing"/> for a stranger.</summary>
    public Heard? Heard { get; init; }

    /// <summary>How the workshop stands to her now.</summary>
    public Turn? Turn { get; init; }

    /// <summary>How much has changed since she heard of it.</summary>
    public ChangeClass? Change { get; init; }

    /// <summary>Whether she has declined.</summary>
    public bool? HasDeclined { get; init; }

    /// <summary>Whether the workshop is over.</summary>
    public bool? IsOver { get; init; }

    /// <summary>The switch that it hangs on.</summary>
    public PolicySwitch Switch { get; init; }

    /// <summary>The letter; null for none.</summary>
    public LetterKind? Letter { get; init; }

    /// <summary>Whether the letter asks for an answer.</summary>
    public bool Asks { get; init; }

    /// <summary>Where there is no letter: why; null where the participant has nothing to do with the workshop at all.</summary>
    public SilenceReason? Silence { get; init; }

    public bool Holds(Situation situation, RevisionPolicy policy) =>
        (Heard is null || Heard == situation.Heard)
        && (Turn is null || Turn == situation.Turn)
        && (Change is null || Change == situation.Change)
        && (HasDeclined is null || HasDeclined == situation.HasDeclined)
        && (IsOver is null || IsOver == situation.IsOver)
        && Switch switch
        {
            PolicySwitch.UnlessTellPast => !policy.TellPast,
            PolicySwitch.UnlessTellEditorial => !policy.TellEditorial,
            PolicySwitch.UnlessDeclinedGetEverything => policy.DeclinedGet != DeclinedGet.Everything,
            PolicySwitch.IfDeclinedGetCancellations => policy.DeclinedGet == DeclinedGet.Cancellations,
            _ => true,
        };
}

/// <summary>What the decision about one participant and one workshop rests on.</summary>
internal readonly record struct Situation(Heard Heard, Turn Turn, ChangeClass Change, bool HasDeclined, bool IsOver);

/// <summary>What somebody has heard of a workshop.</summary>
internal enum Heard
{
    /// <summary>Nothing, or that her invitation was taken back.</summary>
    Nothing,

    /// <summary>An invitation that holds.</summary>
    Invitation,

    /// <summary>That it is off.</summary>
    Cancellation,
}
