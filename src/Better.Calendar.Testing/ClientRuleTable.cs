namespace Better.Calendar.Testing;

/// <summary>
/// The rules of each client, with where they come from: the source code that was read (and its function), documentation, or what others
/// report. A rule that is only assumed says so.
/// </summary>
internal static class ClientRuleTable
{
    private static readonly string[] FullCopy = ["SUMMARY", "ORGANIZER", "LOCATION", "STATUS"];

    private static readonly ClientRules[] Rules =
    [
        // sabre/vobject 4.6, lib/ITip/Broker.php. processMessageRequest replaces all components unasked and compares nothing, so also the
        // response is as sent. processMessageCancel marks every VEVENT, even if the email names one RECURRENCE-ID. processMessage knows
        // no PUBLISH. parseEventForAttendee replies with few properties and no COMMENT.
        new()
        {
            Unasked = MailKinds.All,
            TakesInSameRevision = true,
            LoneOverride = LoneOverrideRule.ReplacesEvent,
            Cancellation = CancellationRule.Marks,
            OccurrenceCancellation = OccurrenceCancellationRule.CancelsAll,
            Reply = new() { HasComment = false },
        },

        // Nextcloud server, apps/dav/lib/CalDAV/TipBroker.php: as sabre/vobject, but a CANCEL marks the named instances only, and one of
        // the whole event the master only. nextcloud/mail, lib/Service/IMipService.php: unknown events are stored unasked only if an
        // option of the account is on.
        new()
        {
            Unasked = MailKinds.Updates | MailKinds.Cancellations,
            TakesInSameRevision = true,
            LoneOverride = LoneOverrideRule.ReplacesEvent,
            Cancellation = CancellationRule.MarksMaster,
            OccurrenceCancellation = OccurrenceCancellationRule.Marks,
            Reply = new() { HasComment = false },
        },

        // Cyrus IMAP 3.6.7, imap/itip_support.c. deliver_merge_request replaces each component as sent and compares nothing; it keeps
        // overrides that a new master does not carry (seen in the running server). deliver_merge_cancel marks the components that list the
        // recipient and counts the stored SEQUENCE up, excludes an occurrence without override, and ignores unknown events.
        new()
        {
            Unasked = MailKinds.All,
            TakesInSameRevision = true,
            StoredOverrides = OverrideRule.Kept,
            Cancellation = CancellationRule.MarksAndCounts,
            OccurrenceCancellation = OccurrenceCancellationRule.MarksOrExcludes,
        },

        // Thunderbird, calendar/base/modules/utils/calItipUtils.sys.mjs: compare (SEQUENCE, then DTSTAMP; both equal: answered once),
        // updateItem (replaced whole; a minor update keeps the stored response and has one Update button; overrides carry the email's).
        // A CANCEL is not compared. calItipEmailTransport: a series is answered with its overrides.
        new()
        {
            Requests = RevisionComparison.SequenceThenStamp,
            OldEmail = OldEmailRule.IfUnanswered,
            Response = ResponseRule.KeptIfSequenceIsSame,
            AsksOnlyIfSequenceRises = true,
            Publish = PublishRule.Replaces,
            Reply = new() { HasOverrides = true, CopiedProperties = FullCopy },
        },

        // akonadi-calendar, src/scheduler_p.cpp. acceptRequest: SEQUENCE, then LAST-MODIFIED; a stored event whose own PARTSTAT is
        // NEEDS-ACTION is not "mine"; stored under a new UID, with the email's as scheduling id; declined events are deleted. acceptCancel
        // compares nothing, and does not find an event with NEEDS-ACTION. acceptPublish looks for the plain UID. kcalendarcore,
        // parseScheduleMessage: only the first VEVENT is read. createScheduleMessage: REQUEST-STATUS, a full copy.
        new()
        {
            Requests = RevisionComparison.SequenceThenLastModified,
            TakesInSameRevision = true,
            DeclineRemoves = true,
            StoresUnderOwnUid = true,
            ReadsFirstEventOnly = true,
            StoredOverrides = OverrideRule.Kept,
            OccurrenceCancellation = OccurrenceCancellationRule.Marks,
            Publish = PublishRule.AddsEntry,
            Reply = new() { CopiedProperties = FullCopy, HasRequestStatus = true },
        },

        // evolution, src/plugins/itip-formatter/itip-view.c: a lower SEQUENCE alone is obsolete (itip_comp_older_than_stored). evolution-
        // data-server, e-cal-backend-file.c: receive_objects stores as sent, and a master removes all overrides first;
        // cancel_received_object removes the event, or excludes the occurrence, and compares nothing. PUBLISH is treated as REQUEST.
        new()
        {
            Requests = RevisionComparison.Sequence,
            TakesInSameRevision = true,
            DeclineRemoves = true,
            Publish = PublishRule.Replaces,
            Reply = new() { CopiedProperties = FullCopy },
        },

        // SOGo, UIxMailPartICalActions.m and iCalEntityObject.m. _compareVersions: SEQUENCE, then LAST-MODIFIED, strictly newer;
        // otherwise the stored event is answered, which sets its LAST-MODIFIED to now. A CANCEL deletes the whole object, also for one
        // RECURRENCE-ID. The first VEVENT is read; a new master keeps the overrides and moves them with it. Replies copy the DTSTAMP,
        // and there are none for events that are over.
        new()
        {
            Requests = RevisionComparison.SequenceThenLastModified,
            OldEmail = OldEmailRule.Always,
            ReadsFirstEventOnly = true,
            StoredOverrides = OverrideRule.Shifted,
            OccurrenceCancellation = OccurrenceCancellationRule.CancelsAll,
            Reply = new() { CopiesStamp = true, RepliesToPastEvents = false },
        },

        // Proton WebClients, applications/mail/src/app/helpers/calendar: getIsInvitationOutdated (SEQUENCE or DTSTAMP),
        // updateEventInvitation (updates and cancellations are applied when the email is opened; the response is as sent), getIsReinvite
        // (a cancelled event is reinstated by a press), extractVevent (the first VEVENT), generateVeventHashUID (a PUBLISH is imported
        // under another UID). That a CANCEL of one occurrence marks it is assumed.
        new()
        {
            Unasked = MailKinds.Updates | MailKinds.Cancellations,
            Requests = RevisionComparison.SequenceOrStamp,
            Cancellations = RevisionComparison.SequenceOrStamp,
            OldEmail = OldEmailRule.IfSameRevision,
            ReadsFirstEventOnly = true,
            LoneOverride = LoneOverrideRule.AddedToOccurrence,
            Cancellation = CancellationRule.Marks,
            OccurrenceCancellation = OccurrenceCancellationRule.Marks,
            AsksBeforeReinstating = true,
            Publish = PublishRule.AddsEntry,
            Reply = new() { CopiedProperties = FullCopy },
        },

        // MS-OXOCAL 3.1.5.2 and MS-OXCICAL: out of date if the stored sequence is higher, or equal and the email's DTSTAMP earlier.
        // Calendar processing of Exchange: the server enters new and changed times unasked. gromox, ruleproc.cpp: a series email replaces
        // every item. That an update of the same SEQUENCE keeps the response, that a canceled meeting stays and is marked, and what an
        // import does, is assumed.
        new()
        {
            Unasked = MailKinds.All,
            Requests = RevisionComparison.SequenceThenStamp,
            Cancellations = RevisionComparison.SequenceThenStamp,
            TakesInSameRevision = true,
            Response = ResponseRule.KeptIfSequenceIsSame,
            Cancellation = CancellationRule.Marks,
            OccurrenceCancellation = OccurrenceCancellationRule.Marks,
            Publish = PublishRule.AddsEntry,
            Reply = new() { CopiedProperties = ["SUMMARY"] },
        },

        // Google Calendar is closed. Calendar help: mail of known senders is taken in unasked. Reported: a CANCEL removes the event; one
        // VEVENT of an email is read. Assumed: SEQUENCE, then DTSTAMP; an update of the same SEQUENCE keeps the response.
        new()
        {
            Unasked = MailKinds.All,
            Requests = RevisionComparison.SequenceThenStamp,
            Cancellations = RevisionComparison.SequenceThenStamp,
            Response = ResponseRule.KeptIfSequenceIsSame,
            ReadsFirstEventOnly = true,
            Reply = new() { CopiedProperties = FullCopy },
        },
    ];

    /// <summary>The rules of a client.</summary>
    public static ClientRules Get(SimulatedClient client) => Rules[(int)client];
}
