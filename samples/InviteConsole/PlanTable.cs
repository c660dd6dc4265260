using Better.Calendar;
using Spectre.Console;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>The emails of a plan as tables: grouped, or one by one.</summary>
internal sealed class PlanTable(SeriesRevision plan)
{
    public const int MaxTitle = 60;

    /// <summary>One row for all people who get the same email for the same reason.</summary>
    public void PrintGroups()
    {
        var table = new ScreenTable(Of($"Emails, in the order of sending"), Of($"Email"), Of($"Workshop"), Of($"To"));
        foreach (var group in plan.Emails.GroupBy(email => (Name: NameOf(email), Title: TitleOf(email.Workshop), email.Workshop?.Id,
            Why: PlanWords.Describe(email))))
        {
            var emails = group.ToList();
            table.Add(
                $"[bold]{Markup.Escape(group.Key.Name)}[/]\n[grey]{Markup.Escape(group.Key.Why)}[/]",
                Markup.Escape(group.Key.Title),
                Markup.Escape(PlanWords.FormatPeople([.. emails.Select(static email => email.Recipient)])) + FormatResponses(emails));
        }

        table.Write();
    }

    /// <summary>One row for each email.</summary>
    public void PrintAll()
    {
        var table = new ScreenTable(Of($"Emails, in the order of sending"), Of($"Email"), Of($"Workshop"), Of($"To"), Of($"Why"));
        foreach (var (email, i) in plan.Emails.Select(static (email, i) => (email, i)))
        {
            table.Add(
                $"{i + 1} [bold]{Markup.Escape(NameOf(email))}[/]"
                    + (email.Response is { } response ? $"\n[grey]{Markup.Escape(PlanWords.Describe(response))}[/]" : ""),
                $"{Markup.Escape(TitleOf(email.Workshop))}\n[grey]SEQUENCE {email.Workshop?.Sequence ?? email.SeriesSequence}[/]",
                $"{Markup.Escape(email.Recipient.Name)}\n[grey]{Markup.Escape(email.Recipient.Email.Value)}[/]",
                Markup.Escape(PlanWords.Describe(email)));
        }

        table.Write();
    }

    /// <summary>Who gets no email, and why.</summary>
    /// <param name="all">Whether everybody is named.</param>
    public void PrintSkipped(bool all)
    {
        var table = new ScreenTable(Of($"No email"), Of($"Workshop"), Of($"To"), Of($"Why"));
        foreach (var skipped in plan.Skipped)
        {
            var workshop = plan.Series.Workshops.FirstOrDefault(one => one.Id == skipped.WorkshopId);
            var people = all
                ? string.Join(", ", skipped.Recipients.Select(static one => one.Name))
                : PlanWords.FormatPeople(skipped.Recipients);
            table.Add(
                Markup.Escape(workshop is null && skipped.WorkshopId.Length > 0 ? skipped.WorkshopId : TitleOf(workshop)),
                Markup.Escape(people),
                Markup.Escape(PlanWords.Describe(skipped.Reason)));
        }

        table.Write();
    }

    private static string NameOf(PlannedEmail email) => email.RequestsNewResponse
        ? Of($"{PlanWords.Describe(email.Kind)}, asks again")
        : PlanWords.Describe(email.Kind);

    private string TitleOf(Workshop? workshop) => TextCut.AtWord(PlanWords.FormatTitle(plan.Series, workshop), MaxTitle);

    // What the updates carry.
    private static string FormatResponses(List<PlannedEmail> emails) =>
        emails[0] is not { Kind: EmailKind.Update, RequestsNewResponse: false } ? ""
            : "\n[grey]" + Markup.Escape(string.Join(", ", emails.GroupBy(static email => email.Response)
                .OrderBy(static same => same.Key is null).ThenBy(static same => same.Key)
                .Select(static same => $"{PlanWords.Describe(same.Key)}: {same.Count()}"))) + "[/]";
}
