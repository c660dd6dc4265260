using Better.Calendar.Testing;

namespace Better.Calendar.Tests.Lives;

/// <summary>
/// What a sender can rely on in each client, by what is known of them, apart from the rules of <see cref="SimulatedCalendar"/>: emails
/// that are read once each in the order of sending. This says what remains of that if they are not.
/// </summary>
internal static class Reliance
{
    private static readonly SimulatedClient[] ComparesNothing =
        [SimulatedClient.Sabre, SimulatedClient.Nextcloud, SimulatedClient.Cyrus];

    private static readonly SimulatedClient[] RefusesOldCancellations =
        [SimulatedClient.Proton, SimulatedClient.Outlook, SimulatedClient.Google];

    private static readonly SimulatedClient[] KeepsOwnResponse =
        [SimulatedClient.Thunderbird, SimulatedClient.Outlook, SimulatedClient.Google];

    private static readonly bool ReadsLastModified = typeof(AttendanceEntry).GetProperty("LastModified") is not null;

    /// <summary>Whether Decline removes the entry.</summary>
    public static bool DeclineRemoves(SimulatedClient client) => client is SimulatedClient.Kde or SimulatedClient.Evolution;

    /// <summary>Whether the calendar must show the newest email.</summary>
    public static bool OnNewest(SimulatedClient client, LifeEvent known)
    {
        var newest = known.Newest!;
        var later = known.Processed.Skip(known.Processed.LastIndexOf(newest) + 1).Where(one => one.Number < newest.Number).ToList();

        // An old email that is read after the newest one. A cancellation of an event that is not there yet leaves nothing behind, and
        // neither does Decline where it removes the entry: then there is nothing that an old email could be compared with.
        var isForgotten = newest.IsCancellation || (known.WasDeclined && DeclineRemoves(client));
        var isUndone = later.Exists(old => isForgotten || (old.IsCancellation
            ? !RefusesOldCancellations.Contains(client)
            : ComparesNothing.Contains(client) || (client == SimulatedClient.Evolution && old.Sequence >= newest.Sequence)));

        // KDE and SOGo compare LAST-MODIFIED, and set it to the time of each press; so a press outdates what was written before it.
        var isOutdated = client is SimulatedClient.Kde or SimulatedClient.Sogo && known.WasAnsweredTooLate;
        return !isUndone && !isOutdated && !(client == SimulatedClient.Kde && known.WasRecordedUnanswered);
    }

    /// <summary>Whether the calendar must show the response that the organizer knows.</summary>
    public static bool OnResponse(SimulatedClient client, LifeEvent known)
    {
        var newest = known.Newest!;

        // The organizer never got a reply, or got it when the newest email was written already: that email carries what was known then.
        var isUnknown = known.WasReplyLost || newest.HasUnreadReply || known.IsCrossed;

        // A response on the page reaches the calendar with the next email, and never if the client keeps its own.
        var isElsewhere = known.LastPageResponse is { } number && (number >= newest.Number || KeepsOwnResponse.Contains(client));

        // An email that arrives again replaces the response in a client that compares nothing, or whose reader presses again.
        var isRepeated = known.Processed.Count(one => one == newest) > 1
            || known.Processed.SkipWhile(one => one != newest).Any(one => one != newest);
        // SOGo copies the DTSTAMP of the invitation: of two replies, only LAST-MODIFIED says which is the later one.
        var isUnordered = client == SimulatedClient.Sogo && known.ResponseCount > 1 && !ReadsLastModified;
        return !isUnknown && !isElsewhere && !isRepeated && !isUnordered;
    }
}
