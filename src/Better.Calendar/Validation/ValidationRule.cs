namespace Better.Calendar;

/// <summary>A rule that <see cref="InvitationValidator"/> applies to files and emails.</summary>
public sealed record ValidationRule
{
    internal ValidationRule(string id, Severity severity, CalendarClients clients, ClientBehavior clientBehavior) =>
        (Id, Severity, Clients, ClientBehavior) = (id, severity, clients, clientBehavior);

    /// <summary>The id, such as <c>MIME-01</c>. It never changes.</summary>
    public string Id { get; }

    /// <summary>How much a violation matters. A single finding may have a lower severity.</summary>
    public Severity Severity { get; }

    /// <summary>The clients that a violation affects.</summary>
    public CalendarClients Clients { get; }

    /// <summary>What those clients do with an input that violates the rule.</summary>
    public ClientBehavior ClientBehavior { get; }

    /// <summary>What the rule requires, as an English sentence.</summary>
    public required string Requirement { get; init => field = ArgumentGuard.NotNull(value, nameof(Requirement)); }

    /// <summary>What happens if the rule is violated, as an English sentence.</summary>
    public required string Rationale { get; init => field = ArgumentGuard.NotNull(value, nameof(Rationale)); }

    /// <summary>How to fix a violation, as an English sentence.</summary>
    public required string Fix { get; init => field = ArgumentGuard.NotNull(value, nameof(Fix)); }

    /// <summary>The version of the library that first had the rule.</summary>
    public string Since { get; init => field = ArgumentGuard.NotNull(value, nameof(Since)); } = "0.1.0";

    /// <summary>
    /// The source of the rule: a section of an RFC, a vendor's document, or the client in which the problem was observed.
    /// </summary>
    public required string Reference { get; init => field = ArgumentGuard.NotNull(value, nameof(Reference)); }
}
