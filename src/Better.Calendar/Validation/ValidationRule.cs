namespace Better.Calendar;

/// <summary>A rule that files and emails are held to.</summary>
public sealed record ValidationRule
{
    internal ValidationRule(string id, Severity severity, CalendarClients clients, ClientBehavior clientBehavior) =>
        (Id, Severity, Clients, ClientBehavior) = (id, severity, clients, clientBehavior);

    /// <summary>Its id, which never changes: <c>MIME-01</c>.</summary>
    public string Id { get; }

    /// <summary>How much a breach matters; a single finding may matter less.</summary>
    public Severity Severity { get; }

    /// <summary>The clients that trip over a breach.</summary>
    public CalendarClients Clients { get; }

    /// <summary>What those clients make of an email that breaks it.</summary>
    public ClientBehavior ClientBehavior { get; }

    /// <summary>What it asks for, in one sentence.</summary>
    public required string Requirement { get; init => field = ArgumentGuard.NotNull(value, nameof(Requirement)); }

    /// <summary>What happens otherwise.</summary>
    public required string Rationale { get; init => field = ArgumentGuard.NotNull(value, nameof(Rationale)); }

    /// <summary>How a breach is fixed, in one sentence.</summary>
    public required string Fix { get; init => field = ArgumentGuard.NotNull(value, nameof(Fix)); }

    /// <summary>Who says so.</summary>
    public required string Reference { get; init => field = ArgumentGuard.NotNull(value, nameof(Reference)); }
}
