using Better.Calendar;
using Better.Calendar.Delivery;
using InviteConsole;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WebHost.Organizer.Sending;

/// <summary>What is due, and how far the sending is.</summary>
public sealed class SendingView
{
    private const int MaxEmails = 200;

    /// <summary>The statuses of emails that were not sent.</summary>
    internal static readonly DeliveryStatus[] Unsent = [.. Enum.GetValues<DeliveryStatus>().Except([DeliveryStatus.Sent])];

    /// <summary>The emails that are due.</summary>
    public required IReadOnlyList<EmailRow> Due { get; init; }

    public int DueCount => Due.Sum(static row => row.Count);

    /// <summary>What the organizer should look at before they go out.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The digest of what is due.</summary>
    public required string Digest { get; init; }

    /// <summary>Whether something else is due than the organizer has seen.</summary>
    public required bool HasChanged { get; init; }

    /// <summary>Where the emails go; null if that is not configured.</summary>
    public required string? Destination { get; init; }

    /// <summary>Where the links in the emails lead to, if nobody has configured it; otherwise null.</summary>
    public required Uri? GuessedUrl { get; init; }

    public required OutboxCounts Counts { get; init; }

    /// <summary>The emails that were not sent, the first of them.</summary>
    public required IReadOnlyList<UnsentRow> Emails { get; init; }

    /// <summary>What keeps the worker from sending, in English; null if nothing does.</summary>
    public required string? Problem { get; init; }

    internal static async Task<SendingView> ReadAsync(OrganizerRequest request, bool hasChanged)
    {
        var (services, cancellationToken) = (request.Context.RequestServices, request.Context.RequestAborted);
        var outbox = services.GetRequiredService<Outbox>();
        var options = services.GetRequiredService<WebHostOptions>();
        var due = await services.GetRequiredService<DueEmails>().ReadAsync(request.Series, cancellationToken);
        return new()
        {
            Due = [.. due.SelectMany(static batch => EmailRow.FromEmails(batch.Series, batch.Emails))],
            Warnings =
            [
                .. due.SelectMany(static batch => batch.Warnings.Select(warning => PlanWords.Describe(warning, batch.ToPlan()))).Distinct(),
            ],
            Digest = DueEmails.Describe(due),
            HasChanged = hasChanged,
            Destination = services.GetRequiredService<HostDelivery>().Destination,
            GuessedUrl = options.PublicUrl is null ? HostDelivery.GetPublicUrl(options, services) : null,
            Counts = await outbox.CountAsync(cancellationToken),
            Emails = await ReadUnsentAsync(request, outbox, cancellationToken),
            Problem = await FindProblemAsync(services, cancellationToken),
        };
    }

    /// <summary>The title of a workshop, in the language of the page.</summary>
    internal static string FormatTitle(WorkshopSeries series, string? workshopId) =>
        workshopId is null || series.Workshops.FirstOrDefault(one => one.Id == workshopId) is { } known
            ? PlanWords.FormatTitle(series, series.Workshops.FirstOrDefault(one => one.Id == workshopId))
            : workshopId;

    private static async Task<IReadOnlyList<UnsentRow>> ReadUnsentAsync(
        OrganizerRequest request, Outbox outbox, CancellationToken cancellationToken)
    {
        var rows = new List<UnsentRow>();
        await foreach (var email in outbox.ReadAsync(Unsent, cancellationToken))
        {
            rows.Add(new(
                PlanWords.Describe(email.Message.Kind),
                FormatTitle(request.Series, email.Message.WorkshopId),
                email.Message.RecipientSnapshot.Name,
                email.Message.Recipient,
                Describe(email, request.Texts),
                email.Response));
            if (rows.Count == MaxEmails)
            {
                break;
            }
        }

        return rows;
    }

    private static string Describe(OutboxEntry email, OrganizerTexts texts) => email.Status switch
    {
        DeliveryStatus.Waiting => texts["waiting"],
        DeliveryStatus.Sending => texts["sending"],
        DeliveryStatus.Deferred => texts["deferred, sent again later"],
        DeliveryStatus.Uncertain when email.Due is not null => texts["uncertain, sent again later"],
        DeliveryStatus.Uncertain => texts["uncertain, not sent again"],
        DeliveryStatus.Rejected => texts["rejected"],
        DeliveryStatus.Withdrawn => texts["withdrawn"],
        _ => texts["sent"],
    };

    private static async Task<string?> FindProblemAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetService<DeliveryHealthCheck>() is { } check
            && await check.CheckHealthAsync(new(), cancellationToken) is { Status: not HealthStatus.Healthy } result
            ? result.Description
            : null;
}

/// <summary>An email that was not sent, or not yet.</summary>
public sealed record UnsentRow(string Kind, string Title, string Name, string Email, string Status, string Reason);
