using Better.Calendar.Workshops;

namespace Better.Calendar.Revisions;

/// <summary>Who gets which letter: written once, as data. DECISIONS.md shows it; a test keeps both the same.</summary>
internal static class DecisionTable
{
    /// <summary>The rows; the first that holds counts. For every situation and every policy one does.</summary>
    public static ValueList<Decision> Rows { get; } =
    [
        // Nothing to do with each other.
        new() { Heard = Heard.Nothing, Turn = Turn.NotHers },

        // What is over is over.
        new() { IsOver = true, Switch = PolicySwitch.UnlessTellPast, Silence = SilenceReason.Over },

        // She has heard nothing yet. RFC 5546, 3.2.5, and clients that make entries of it: never a CANCEL to her.
        new() { Heard = Heard.Nothing, Turn = Turn.Hers, Letter = LetterKind.Invitation, Asks = true },
        new() { Heard = Heard.Nothing, Turn = Turn.Off, Silence = SilenceReason.NeverInvited },

        // It leaves her calendar, whatever she has answered.
        new() { Heard = Heard.Invitation, Turn = Turn.Off, Letter = LetterKind.Cancellation },
        new() { Heard = Heard.Invitation, Turn = Turn.NotHers, Letter = LetterKind.Withdrawal },
        new() { Heard = Heard.Cancellation, Turn = Turn.Off, Silence = SilenceReason.KnowsItIsOff },
        new() { Heard = Heard.Cancellation, Turn = Turn.NotHers, Silence = SilenceReason.KnowsItIsOff },

        // It stays, and has changed.
        new() { Change = ChangeClass.Material, HasDeclined = true, Switch = PolicySwitch.IfDeclinedGetCancellations, Silence = SilenceReason.Declined },
        new() { Change = ChangeClass.Material, Letter = LetterKind.Update, Asks = true },
        new() { Change = ChangeClass.Notable, HasDeclined = true, Switch = PolicySwitch.UnlessDeclinedGetEverything, Silence = SilenceReason.Declined },
        new() { Change = ChangeClass.Notable, Letter = LetterKind.Update },
        new() { Change = ChangeClass.Editorial, Switch = PolicySwitch.UnlessTellEditorial, Silence = SilenceReason.EditorialOnly },
        new() { Change = ChangeClass.Editorial, HasDeclined = true, Switch = PolicySwitch.UnlessDeclinedGetEverything, Silence = SilenceReason.Declined },
        new() { Change = ChangeClass.Editorial, Letter = LetterKind.Update },
        new() { Change = ChangeClass.None, Silence = SilenceReason.NothingChanged },
    ];

    /// <summary>The row that holds.</summary>
    public static Decision Of(Situation situation, RevisionPolicy policy)
    {
        foreach (var row in Rows)
        {
            if (row.Holds(situation, policy))
            {
                return row;
            }
        }

        throw new InvalidOperationException($"no decision for {situation}");
    }

    /// <summary>What somebody has heard, by what is remembered.</summary>
    public static Heard HeardOf(ToldWorkshop? told) => told?.Standing switch
    {
        Standing.Invited => Heard.Invitation,
        Standing.Cancelled => Heard.Cancellation,
        _ => Heard.Nothing,
    };
}
