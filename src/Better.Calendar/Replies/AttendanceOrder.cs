using Better.Calendar.Workshops;

namespace Better.Calendar.Replies;

/// <summary>The one order of what was said: by version, by time, by mail, and where all that is the same, by everything else.</summary>
/// <remarks>A total order makes a set of facts the same list however the facts came in: late, twice, in any order.</remarks>
internal static class AttendanceOrder
{
    public static IComparer<AttendanceEntry> Entries { get; } = Comparer<AttendanceEntry>.Create(static (one, two) =>
        First(
            one.Sequence.CompareTo(two.Sequence),
            one.Stamp.CompareTo(two.Stamp),
            Text(one.Key, two.Key),
            one.Trust.CompareTo(two.Trust),
            two.IsAsked.CompareTo(one.IsAsked),
            Text(one.WorkshopId, two.WorkshopId),
            Address(one.Email, two.Email),
            Nullable.Compare(one.Answer, two.Answer),
            one.Standing.CompareTo(two.Standing),
            Address(one.DelegatedTo, two.DelegatedTo),
            Address(one.DelegatedFrom, two.DelegatedFrom),
            Address(one.Alias, two.Alias),
            Text(one.Comment, two.Comment)));

    public static IComparer<Bounce> Bounces { get; } = Comparer<Bounce>.Create(static (one, two) =>
        First(
            one.Stamp.CompareTo(two.Stamp),
            Text(one.Key, two.Key),
            Address(one.Email, two.Email),
            Text(one.WorkshopId, two.WorkshopId),
            one.IsFinal.CompareTo(two.IsFinal),
            one.Trust.CompareTo(two.Trust),
            Text(one.Status, two.Status),
            Text(one.Diagnostic, two.Diagnostic)));

    public static IComparer<Proposal> Proposals { get; } = Comparer<Proposal>.Create(static (one, two) =>
        First(
            one.Sequence.CompareTo(two.Sequence),
            one.Stamp.CompareTo(two.Stamp),
            Text(one.Key, two.Key),
            Text(one.WorkshopId, two.WorkshopId),
            one.Start.CompareTo(two.Start),
            one.End.CompareTo(two.End),
            Address(one.By.Email, two.By.Email),
            Address(one.By.Alias, two.By.Alias),
            Address(one.By.DelegatedFrom, two.By.DelegatedFrom),
            one.By.Standing.CompareTo(two.By.Standing),
            one.By.Trust.CompareTo(two.By.Trust),
            one.By.IsAsked.CompareTo(two.By.IsAsked),
            Text(one.Comment, two.Comment)));

    /// <summary>The facts of both, each once, in order.</summary>
    /// <param name="known">In order, each once.</param>
    /// <param name="more">In any order.</param>
    /// <param name="order">The order; what it holds for equal is equal.</param>
    public static ValueList<T> Union<T>(ValueList<T> known, IEnumerable<T> more, IComparer<T> order)
    {
        var added = more.ToList();
        if (added.Count == 0)
        {
            return known;
        }

        added.Sort(order);
        var union = new List<T>(known.Count + added.Count);
        for (int left = 0, right = 0; left < known.Count || right < added.Count;)
        {
            var takesLeft = right == added.Count || (left < known.Count && order.Compare(known[left], added[right]) <= 0);
            var next = takesLeft ? known[left++] : added[right++];
            if (union.Count == 0 || order.Compare(union[union.Count - 1], next) != 0)
            {
                union.Add(next);
            }
        }

        return union.ToValueList();
    }

    private static int First(params int[] comparisons) => Array.Find(comparisons, static comparison => comparison != 0);

    private static int Text(string? one, string? two) => string.CompareOrdinal(one, two);

    private static int Address(EmailAddress? one, EmailAddress? two) => string.CompareOrdinal(one?.Value, two?.Value);
}
