using Better.Calendar.Delivery.Options;

namespace Better.Calendar.Delivery;

/// <summary>Chooses emails of an outbox; all conditions must hold. Without any: all emails.</summary>
public sealed record OutboxFilter
{
    /// <summary>Only emails with one of these statuses; empty: all to which the operation applies. Default: empty.</summary>
    public IReadOnlyCollection<DeliveryStatus> Statuses { get; init => field = OptionCheck.NotNull(value); } = [];

    /// <summary>Only emails to this address; null: to all. Default: null.</summary>
    public EmailAddress? Recipient { get; init; }

    /// <summary>Only emails to addresses of this domain, not of its subdomains; null: of all. Default: null.</summary>
    /// <exception cref="ArgumentException">It is not a domain.</exception>
    public string? Domain { get; init => field = value is null ? null : ParseDomain(value, nameof(Domain)); }

    /// <summary>Only emails of this series; null: of all. Default: null.</summary>
    public string? SeriesId { get; init => field = value is null ? null : OptionCheck.Text(value); }

    /// <summary>Only emails with these numbers; null: all. Default: null.</summary>
    public IReadOnlyCollection<long>? Numbers { get; init; }

    private static string ParseDomain(string value, string property) =>
        EmailAddress.TryParse($"a@{value}", out var address)
            ? address.Value[2..]
            : throw new ArgumentException($"Domain must be a domain such as host.example, and is \"{value}\".", property);
}
