using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>
/// The order of the facts in an attendance: by SEQUENCE, DTSTAMP, LAST-MODIFIED, Date of the mail and arrival, by mail, and where these
/// are equal, by everything else.
/// </summary>
/// <remarks>
/// Because the order is total, a set of facts becomes the same list in whatever order the facts came in, and however often.
/// </remarks>
internal static class AttendanceComparers
{
    public static IComparer<AttendanceEntry> Entries { get; } = Comparer<AttendanceEntry>.Create(static (one, two) =>
    {
        // Nearly always one of the first decides; all together are slow.
        var order = one.Sequence.CompareTo(two.Sequence);
        order = order != 0 ? order : one.Timestamp.CompareTo(two.Timestamp);
        order = order != 0 ? order : GetModified(one).CompareTo(GetModified(two));
        order = order != 0 ? order : Nullable.Compare(one.SentAt, two.SentAt);
        order = order != 0 ? order : Nullable.Compare(one.ReceivedAt, two.ReceivedAt);
        order = order != 0 ? order : CompareText(one.MessageKey, two.MessageKey);
        return order != 0 ? order : FirstNonZero(
            one.Trust.CompareTo(two.Trust),
            one.IsAcceptedAsClaimed.CompareTo(two.IsAcceptedAsClaimed),
            two.NeedsConfirmation.CompareTo(one.NeedsConfirmation),
            CompareText(one.WorkshopId, two.WorkshopId),
            CompareAddress(one.Email, two.Email),
            Nullable.Compare(one.Status, two.Status),
            one.Role.CompareTo(two.Role),
            CompareAddress(one.DelegatedTo, two.DelegatedTo),
            CompareAddress(one.DelegatedFrom, two.DelegatedFrom),
            CompareAddress(one.Alias, two.Alias),
            Nullable.Compare(one.Guests, two.Guests),
            CompareText(one.Comment, two.Comment),
            Nullable.Compare(one.Start, two.Start),
            Nullable.Compare(one.End, two.End),
            Nullable.Compare(one.LastModified, two.LastModified),
            one.IsWholeSeries.CompareTo(two.IsWholeSeries));
    });

    public static IComparer<Bounce> Bounces { get; } = Comparer<Bounce>.Create(static (one, two) =>
        FirstNonZero(
            one.Timestamp.CompareTo(two.Timestamp),
            CompareText(one.MessageKey, two.MessageKey),
            CompareAddress(one.Email, two.Email),
            CompareText(one.WorkshopId, two.WorkshopId),
            one.IsPermanent.CompareTo(two.IsPermanent),
            two.NeedsConfirmation.CompareTo(one.NeedsConfirmation),
            one.Trust.CompareTo(two.Trust),
            CompareText(one.Status, two.Status),
            CompareText(one.Diagnostic, two.Diagnostic)));

    public static IComparer<Proposal> Proposals { get; } = Comparer<Proposal>.Create(static (one, two) =>
        FirstNonZero(
            one.Sequence.CompareTo(two.Sequence),
            one.Timestamp.CompareTo(two.Timestamp),
            CompareText(one.MessageKey, two.MessageKey),
            CompareText(one.WorkshopId, two.WorkshopId),
            Nullable.Compare(one.Start, two.Start),
            Nullable.Compare(one.End, two.End),
            Nullable.Compare(one.LocalStart, two.LocalStart),
            Nullable.Compare(one.LocalEnd, two.LocalEnd),
            Nullable.Compare(one.Status, two.Status),
            Nullable.Compare(one.LastModified, two.LastModified),
            Nullable.Compare(one.SentAt, two.SentAt),
            Nullable.Compare(one.ReceivedAt, two.ReceivedAt),
            CompareAddress(one.Sender.Email, two.Sender.Email),
            CompareAddress(one.Sender.Alias, two.Sender.Alias),
            CompareAddress(one.Sender.DelegatedFrom, two.Sender.DelegatedFrom),
            one.Sender.Role.CompareTo(two.Sender.Role),
            one.Sender.Trust.CompareTo(two.Sender.Trust),
            one.Sender.NeedsConfirmation.CompareTo(two.Sender.NeedsConfirmation),
            one.Sender.IsAcceptedAsClaimed.CompareTo(two.Sender.IsAcceptedAsClaimed),
            Nullable.Compare(one.Guests, two.Guests),
            CompareText(one.Comment, two.Comment)));

    public static IComparer<FeedChoice> FeedChoices { get; } = Comparer<FeedChoice>.Create(static (one, two) =>
        FirstNonZero(
            one.Timestamp.CompareTo(two.Timestamp),
            CompareAddress(one.Email, two.Email),
            one.FollowsFeed.CompareTo(two.FollowsFeed)));

    /// <summary>Merges two lists of facts into one sorted list without duplicates.</summary>
    /// <param name="known">Sorted, without duplicates.</param>
    /// <param name="more">In any order, duplicates allowed.</param>
    /// <param name="comparer">A total order: values that compare as 0 are equal.</param>
    public static ValueList<T> MergeSorted<T>(ValueList<T> known, IEnumerable<T> more, IComparer<T> comparer)
    {
        var added = more.ToList();
        if (added.Count == 0)
        {
            return known;
        }

        added.Sort(comparer);
        var union = new List<T>(known.Count + added.Count);
        for (int left = 0, right = 0; left < known.Count || right < added.Count;)
        {
            var takesLeft = right == added.Count || (left < known.Count && comparer.Compare(known[left], added[right]) <= 0);
            var next = takesLeft ? known[left++] : added[right++];
            if (union.Count == 0 || comparer.Compare(union[union.Count - 1], next) != 0)
            {
                union.Add(next);
            }
        }

        return union.ToValueList();
    }

    /// <summary>LAST-MODIFIED, unless the client has copied it from the invitation or does not write it.</summary>
    private static Instant GetModified(AttendanceEntry entry) =>
        entry.LastModified is { } modified && modified > entry.Timestamp ? modified : entry.Timestamp;

    private static int FirstNonZero(params int[] comparisons) => Array.Find(comparisons, static comparison => comparison != 0);

    private static int CompareText(string? one, string? two) => string.CompareOrdinal(one, two);

    private static int CompareAddress(EmailAddress? one, EmailAddress? two) => string.CompareOrdinal(one?.Value, two?.Value);
}
