using NodaTime;

namespace Better.Calendar.Testing;

/// <summary>What a calendar stores under one UID: a single event, or a master with its overrides (RFC 4791, 4.1).</summary>
internal sealed class CalendarObject(string uid, IEnumerable<EventComponent> components)
{
    private List<EventComponent> components = [.. components];

    /// <summary>The UID of the invitation, whatever UID the client stores it under.</summary>
    public string Uid { get; } = uid;

    public IReadOnlyList<EventComponent> Components => components;

    /// <summary>The single event or the master; an override, if it is stored alone.</summary>
    public EventComponent Main => components.Find(static one => one.RecurrenceId is null) ?? components[0];

    /// <summary>The override of an occurrence, or else the main component.</summary>
    public EventComponent Find(Instant? occurrence) =>
        components.Find(one => one.RecurrenceId == occurrence) ?? Main;

    /// <summary>Takes in the components of a REQUEST.</summary>
    public void Merge(IReadOnlyList<EventComponent> sent, ClientRules rules)
    {
        if (sent.Any(static one => one.RecurrenceId is null))
        {
            components = [.. sent, .. GetKeptOverrides(sent, rules.StoredOverrides)];
        }
        else if (rules.LoneOverride == LoneOverrideRule.ReplacesEvent)
        {
            components = [.. sent];
        }
        else
        {
            var added = sent.Where(one => rules.LoneOverride == LoneOverrideRule.Added
                || Occurrences.GetStarts(Main).Contains(one.RecurrenceId!.Value)).ToList();
            components = [.. components.Where(stored => !added.Exists(one => one.RecurrenceId == stored.RecurrenceId)), .. added];
        }
    }

    /// <summary>Changes all components.</summary>
    public void Change(Func<EventComponent, EventComponent> change) => components = [.. components.Select(change)];

    /// <summary>Replaces the main component, or the override of one occurrence; adds the override if there is none.</summary>
    public void Change(Instant? occurrence, Func<EventComponent, EventComponent> change)
    {
        var found = Find(occurrence);
        if (occurrence is { } start && found.RecurrenceId != start)
        {
            components.Add(change(found.ForOccurrence(start)));
        }
        else
        {
            components[components.IndexOf(found)] = change(found);
        }
    }

    /// <summary>Excludes an occurrence, with its override.</summary>
    public void Exclude(Instant occurrence)
    {
        components.RemoveAll(one => one.RecurrenceId == occurrence);
        Change(one => one.RecurrenceId is null ? one with { ExcludedDates = [.. one.ExcludedDates, occurrence] } : one);
    }

    public void Add(EventComponent component) => components.Add(component);

    public bool HasOverride(Instant occurrence) => components.Exists(one => one.RecurrenceId == occurrence);

    private IEnumerable<EventComponent> GetKeptOverrides(IReadOnlyList<EventComponent> sent, OverrideRule rule)
    {
        if (rule == OverrideRule.Dropped)
        {
            return [];
        }

        var shift = rule == OverrideRule.Shifted && sent[0].Start is { } now && Main.Start is { } before
            ? now.ToInstant() - before.ToInstant()
            : Duration.Zero;
        return components.Where(static one => one.RecurrenceId is not null)
            .Select(one => one with { RecurrenceId = one.RecurrenceId!.Value + shift })
            .Where(one => !sent.Any(other => other.RecurrenceId == one.RecurrenceId));
    }
}
