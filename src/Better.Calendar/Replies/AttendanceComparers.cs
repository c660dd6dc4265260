namespace Better.Calendar.Replies;

/// <summary>
/// The order of the facts in an attendance: by SEQUENCE, by timestamp, by mail, and where these are equal, by everything else.
/// </summary>
/// <remarks>
/// Because the order is total, a set of facts becomes the same list in whatever order the facts came in, and however often.
/// </remarks>
internal static class AttendanceComparers
{
    public static IComparer<AttendanceEntry> Entries { get; } = Comparer<AttendanceEntry>.Create(static (one, two) =>
        FirstNonZero(
            one.Sequence.CompareTo(two.Sequence),
            one.Timestamp.CompareTo(two.Timestamp),
            CompareText(one.MessageKey, two.MessageKey),
            one.Trust.CompareTo(two.Trust),
            two.NeedsConfirmation.CompareTo(one.NeedsConfirmation),
            CompareText(one.WorkshopId, two.WorkshopId),
            CompareAddress(one.Email, two.Email),
            Nullable.Compare(one.Status, two.Status),
            one.Role.CompareTo(two.Role),
            CompareAddress(one.DelegatedTo, two.DelegatedTo),
            CompareAddress(one.DelegatedFrom, two.DelegatedFrom),
            CompareAddress(one.Alias, two.Alias),
            CompareText(one.Comment, two.Comment)));

    public static IComparer<Bounce> Bounces { get; } = Comparer<Bounce>.Create(static (one, two) =>
        FirstNonZero(
            one.Timestamp.CompareTo(two.Timestamp),
            CompareText(one.MessageKey, two.MessageKey),
            CompareAddress(one.Email, two.Email),
            CompareText(one.WorkshopId, two.WorkshopId),
            one.IsPermanent.CompareTo(two.IsPermanent),
            one.Trust.CompareTo(two.Trust),
            CompareText(one.Status, two.Status),
            CompareText(one.Diagnostic, two.Diagnostic)));

    public static IComparer<Proposal> Proposals { get; } = Comparer<Proposal>.Create(static (one, two) =>
        FirstNonZero(
            one.Sequence.CompareTo(two.Sequence),
            one.Timestamp.CompareTo(two.Timestamp),
            CompareText(one.MessageKey, two.MessageKey),
            CompareText(one.WorkshopId, two.WorkshopId),
            one.Start.CompareTo(two.Start),
            one.End.CompareTo(two.End),
            CompareAddress(one.Sender.Email, two.Sender.Email),
            CompareAddress(one.Sender.Alias, two.Sender.Alias),
            CompareAddress(one.Sender.DelegatedFrom, two.Sender.DelegatedFrom),
            one.Sender.Role.CompareTo(two.Sender.Role),
            one.Sender.Trust.CompareTo(two.Sender.Trust),
            one.Sender.NeedsConfirmation.CompareTo(two.Sender.NeedsConfirmation),
            CompareText(one.Comment, two.Comment)));

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

    private static int FirstNonZero(params int[] comparisons) => Array.Find(comparisons, static comparison => comparison != 0);

    private static int CompareText(string? one, string? two) => string.CompareOrdinal(one, two);

    private static int CompareAddress(EmailAddress? one, EmailAddress? two) => string.CompareOrdinal(one?.Value, two?.Value);
}
