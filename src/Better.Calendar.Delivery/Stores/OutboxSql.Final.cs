using System.Globalization;

namespace Better.Calendar.Delivery;

/// <content>Final emails: how they are reopened, withdrawn, told and erased.</content>
public sealed partial class OutboxSql
{
    /// <summary>Whether emails to an address are being sent. Parameter: <c>@recipient</c>.</summary>
    public string CountLeased => $"SELECT count(*) FROM {emails} WHERE recipient = @recipient AND leased_by IS NOT NULL";

    /// <summary>Number and key of the emails to an address. Parameter: <c>@recipient</c>.</summary>
    public string SelectOfRecipient => $"SELECT number, key FROM {emails} WHERE recipient = @recipient AND message <> ''";

    /// <summary>Number and key of the emails that became final before a time. Parameter: <c>@before</c>.</summary>
    public string SelectFinalBefore => $"SELECT number, key FROM {emails} WHERE due IS NULL AND set_at < @before AND message <> ''";

    /// <summary>
    /// Erases what a message says and to whom, and keeps that there was one. Parameters: <c>@number</c>, <c>@key</c>
    /// (<see cref="ErasedKey.Create"/>).
    /// </summary>
    public string EraseMessage =>
        $"UPDATE {messages} SET key = @key, ordering_key = @key, recipient = '', workshop = '', message = '' WHERE number = @number";

    /// <summary>Erases what a server said about an email, and keeps its status. Parameter: <c>@number</c>.</summary>
    public string EraseDelivery => $"""
        UPDATE {deliveries} SET status = CASE WHEN due IS NULL THEN status ELSE 6 END, due = NULL, reserved_at = NULL, response = '',
            message_id = NULL, reported = TRUE
        WHERE number = @number
        """;

    /// <summary>
    /// The numbers of final emails that may be sent again: none is in the way that was sent later about the same workshop, or is being
    /// sent. Parameters: see <see cref="GetCondition"/>.
    /// </summary>
    /// <param name="filter">Which emails.</param>
    public string SelectReopenable(OutboxFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return $"""
        SELECT number FROM {emails} e
        WHERE due IS NULL AND status IN (3, 5, 6) AND message <> '' AND {GetCondition(filter)} AND NOT EXISTS (
            SELECT 1 FROM {emails} n WHERE n.ordering_key = e.ordering_key AND n.number > e.number AND (n.leased_by IS NOT NULL
                OR (n.status = 2 AND (n.workshop = e.workshop OR n.workshop = '' OR e.workshop = ''))))
        ORDER BY number
        """;
    }

    /// <summary>Makes final emails wait again, with what is known about duplicates. Parameter: <c>@now</c>.</summary>
    /// <param name="numbers">The numbers of the emails.</param>
    public string Reopen(IEnumerable<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return $"""
        UPDATE {deliveries} SET status = CASE WHEN uncertain_sends > 0 THEN 5 ELSE 0 END, due = @now, set_at = @now, attempts = 0,
            first_attempt = NULL, reserved_at = NULL, reported = FALSE
        WHERE number IN ({ToList(numbers)})
        """;
    }

    /// <summary>Lets only the first of the open emails with the same ordering keys as these be sent.</summary>
    /// <param name="numbers">The numbers of the emails.</param>
    public string BlockSuccessors(IEnumerable<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var sameKeys = $"due IS NOT NULL AND ordering_key IN (SELECT ordering_key FROM {emails} WHERE number IN ({ToList(numbers)}))";
        return $"""
        UPDATE {deliveries} SET is_unblocked = number IN (SELECT min(number) FROM {emails} WHERE {sameKeys} GROUP BY ordering_key)
        WHERE leased_by IS NULL AND number IN (SELECT number FROM {emails} WHERE {sameKeys})
        """;
    }

    /// <summary>
    /// Makes emails that no worker has leased final without sending them, and returns their numbers. Parameters: see
    /// <see cref="GetCondition"/>.
    /// </summary>
    /// <param name="filter">Which emails; without statuses, those that are not final.</param>
    public string Withdraw(OutboxFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return $"""
        UPDATE {deliveries} SET status = 6, due = NULL, reserved_at = NULL, reported = FALSE
        WHERE leased_by IS NULL AND number IN (
            SELECT number FROM {emails} WHERE status NOT IN (1, 2, 6) AND {(filter.Statuses.Count == 0 ? "due IS NOT NULL" : "TRUE")}
                AND {GetCondition(filter)})
        RETURNING number
        """;
    }

    /// <summary>Records that somebody was told how the delivery of emails ended.</summary>
    /// <param name="numbers">The numbers of the emails.</param>
    public string MarkReported(IEnumerable<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return $"UPDATE {deliveries} SET reported = TRUE WHERE due IS NULL AND number IN ({ToList(numbers)})";
    }

    /// <summary>
    /// The condition of a filter. Its parameters, which are texts and never null: <c>@recipient</c>, <c>@domain</c> and <c>@series</c>, in
    /// lower case and empty if the filter has none.
    /// </summary>
    /// <param name="filter">Which emails.</param>
    public static string GetCondition(OutboxFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var numbers = filter.Numbers is null ? "" : $" AND number IN ({ToList(filter.Numbers)})";
        return "(@recipient = '' OR recipient = @recipient)"
            + " AND (@domain = '' OR substr(recipient, length(recipient) - length(@domain)) = '@' || @domain)"
            + " AND (@series = '' OR substr(ordering_key, 1, length(@series) + 1) = @series || '/')"
            + GetStatusCondition(filter.Statuses)
            + numbers;
    }

    /// <summary>The parameters of <see cref="GetCondition"/>.</summary>
    /// <param name="filter">Which emails.</param>
    public static IReadOnlyList<(string Name, string Value)> GetParameters(OutboxFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return
        [
            ("@recipient", filter.Recipient?.Value.ToLowerInvariant() ?? ""),
            ("@domain", filter.Domain?.ToLowerInvariant() ?? ""),
            ("@series", filter.SeriesId?.ToLowerInvariant() ?? ""),
        ];
    }

    /// <summary>Numbers as SQL writes them in a list.</summary>
    /// <param name="numbers">The numbers; none becomes NULL, which no number equals.</param>
    public static string ToList(IEnumerable<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var list = string.Join(", ", numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)));
        return list.Length > 0 ? list : "NULL";
    }

    private static string GetStatusCondition(IReadOnlyCollection<DeliveryStatus> statuses) =>
        statuses.Count == 0 ? "" : $" AND status IN ({ToList(statuses.Select(static one => (long)one))})";
}
