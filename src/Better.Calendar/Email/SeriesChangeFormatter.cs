using Better.Calendar.Model;

namespace Better.Calendar.Email;

/// <summary>Describes what has changed about the workshops that a recipient is invited to, in their language.</summary>
internal sealed class SeriesChangeFormatter(
    WorkshopSeries series, Participant recipient, InvitationTexts texts, RecipientFormatter formatter, ChangeFormatter changeFormatter)
{
    /// <summary>The changes in the order of the series, then the workshops that were removed.</summary>
    /// <param name="before">The workshops as the recipient's last email described them.</param>
    public IEnumerable<ContentChange> GetChanges(ValueList<Workshop> before)
    {
        var previous = new Dictionary<string, Workshop>(StringComparer.OrdinalIgnoreCase);
        foreach (var workshop in before)
        {
            previous[workshop.Id] = workshop;
        }

        foreach (var now in series.WorkshopsOf(recipient))
        {
            var old = previous.TryGetValue(now.Id, out var found) ? found : null;
            previous.Remove(now.Id);
            foreach (var change in GetChanges(old, now))
            {
                yield return change;
            }
        }

        foreach (var removed in before.Where(workshop => previous.ContainsKey(workshop.Id) && !IsOff(workshop)))
        {
            var takesPlace = series.Workshops.Any(now =>
                !IsOff(now) && string.Equals(now.Id, removed.Id, StringComparison.OrdinalIgnoreCase));
            yield return CreateStatus(removed, takesPlace ? TextKey.WithdrawnLabel : TextKey.StatusCancelled);
        }
    }

    private IEnumerable<ContentChange> GetChanges(Workshop? old, Workshop now) => (old, now) switch
    {
        (null, _) when IsOff(now) => [],
        (null, _) => [CreateAdded(now)],
        _ when IsOff(old) && IsOff(now) => [],

        // The time as the recipient knows it: it may have changed with the cancellation.
        _ when IsOff(now) => [CreateStatus(old, TextKey.StatusCancelled)],
        _ when IsOff(old) => [CreateStatus(now, TextKey.StatusConfirmed)],
        _ => changeFormatter.GetChanges(old, now).Select(change => Label(old, change)),
    };

    private ContentChange CreateAdded(Workshop workshop)
    {
        var (title, when) = (Title(workshop), formatter.Isolate(formatter.FormatTime(workshop)));
        return new(title, null, when, texts.Format(TextKey.AddedLine, ("field", title), ("new", when)));
    }

    private ContentChange CreateStatus(Workshop workshop, TextKey status)
    {
        var when = $"{Title(workshop)} ({formatter.Isolate(formatter.FormatTime(workshop))})";
        return new(when, null, texts[status], texts.Format(TextKey.LabelledLine, ("label", when), ("value", texts[status])));
    }

    // The change of one workshop, with the title that the recipient knows: a title is one of the changes.
    private ContentChange Label(Workshop workshop, ContentChange change)
    {
        var field = $"{Title(workshop)} – {change.Field}";
        var summary = (change.OldValue, change.NewValue) switch
        {
            (null, null) => texts.Format(TextKey.RewrittenLine, ("field", field)),
            (null, { } added) => texts.Format(TextKey.AddedLine, ("field", field), ("new", added)),
            ({ } removed, null) => texts.Format(TextKey.RemovedLine, ("field", field), ("old", removed)),
            ({ } from, { } to) => texts.Format(TextKey.ChangedLine, ("field", field), ("old", from), ("new", to)),
        };
        return new(field, change.OldValue, change.NewValue, summary);
    }

    private string Title(Workshop workshop) => TextIsolates.Enclose(formatter.FormatLine(workshop.Title));

    private static bool IsOff(Workshop workshop) => workshop.Status == WorkshopStatus.Cancelled;
}
