using System.Globalization;
using System.Text.Json;
using Better.Calendar;
using NodaTime;

namespace WebHost.Organizer.Editing;

/// <summary>The buttons that change the form and store nothing: they work without a script, and lose nothing of what was typed.</summary>
internal sealed class FormActions(SeriesForm form, OrganizerTexts texts)
{
    public const string AddWorkshop = "add-workshop";
    public const string RemoveWorkshop = "remove-workshop";
    public const string AddParticipant = "add-participant";
    public const string RemoveParticipant = "remove-participant";
    public const string AddLanguage = "add-language";
    public const string AddList = "add-list";
    public const string SetStart = "set-start";
    public const string Save = "save";

    /// <summary>The field to which the keyboard goes; null: none.</summary>
    public string? Focus { get; private set; }

    /// <summary>What is wrong with a list of people that was pasted or uploaded.</summary>
    public IReadOnlyList<FormError> ListErrors { get; private set; } = [];

    /// <summary>Does what a button says.</summary>
    /// <param name="action">The value of the button: a word, and what it is about after a colon.</param>
    /// <param name="stored">The stored series, whose workshops have used ids.</param>
    /// <param name="file">The uploaded file; null: none.</param>
    /// <param name="cancellationToken">Ends the reading of the file.</param>
    /// <returns>False if that is no button of the form alone.</returns>
    public async Task<bool> RunAsync(string action, WorkshopSeries? stored, IFormFile? file, CancellationToken cancellationToken)
    {
        var parts = action.Split(':', 3);
        var row = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        switch (parts[0])
        {
            case AddWorkshop:
                AddNewWorkshop(stored);
                return true;
            case RemoveWorkshop:
                form.RemoveRow(FormFields.Workshops, row);
                return true;
            case AddParticipant:
                var added = form.AddRow(FormFields.Participants);
                form.Set($"{added}.{FormFields.AllWorkshops}", "yes");
                Focus = $"{added}.name";
                return true;
            case RemoveParticipant:
                form.RemoveRow(FormFields.Participants, row);
                return true;
            case AddLanguage when form[FormFields.NewLanguage] is { Length: > 0 } language:
                form.Set(FormFields.Languages, [.. form.Languages, language]);
                Focus = $"title.{language}";
                return true;
            case AddLanguage:
                return true;
            case SetStart when parts.Length == 3 && row >= 0 && parts[2].Split('T') is [var date, var time]:
                form.Set($"{FormFields.Row(FormFields.Workshops, row)}.{TimeFields.Date}", date);
                form.Set($"{FormFields.Row(FormFields.Workshops, row)}.{TimeFields.Time}", time);
                return false;
            case AddList:
                await AddPeopleAsync(file, cancellationToken);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Adds a workshop with an id that neither the form nor any email has had: UIDs are made from it.</summary>
    public void AddNewWorkshop(WorkshopSeries? stored)
    {
        var used = Enumerable.Range(0, form.WorkshopCount).Select(at => form[$"{FormFields.Row(FormFields.Workshops, at)}.id"])
            .Concat(stored?.Workshops.Select(static one => one.Id) ?? [])
            .Concat(stored?.State?.LastNotified.Select(static one => one.Id) ?? [])
            .Concat(stored?.State?.Recipients.SelectMany(static one => one.Workshops).Select(static one => one.Id) ?? [])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var id = Enumerable.Range(1, used.Count + 1).Select(static at => at.ToString(CultureInfo.InvariantCulture))
            .First(one => !used.Contains(one));
        var row = form.AddRow(FormFields.Workshops);
        form.Set($"{row}.id", id);
        form.Set($"{row}.status", "confirmed");
        form.Set($"{row}.{TimeFields.Minutes}", "60");
        Focus = $"{row}.title.{form.Language}";
    }

    private async Task AddPeopleAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        try
        {
            if (file is { Length: > 0 })
            {
                await using var content = file.OpenReadStream();
                AddPeople(await ParticipantFile.ReadAsync(content, cancellationToken));
            }

            if (form[FormFields.List].Length > 0)
            {
                AddPeople(form[FormFields.List]);
                form.Remove(FormFields.List);
            }
        }
        catch (InvalidSeriesException problem)
        {
            ListErrors = [.. problem.Errors.Select(static error => new FormError(FormFields.List, error.ToString(), IsTranslated: false))];
        }
        catch (InvalidDataException)
        {
            var text = texts["This file cannot be read. Save it as .xlsx or as .csv and try again."];
            ListErrors = [new(FormFields.List, text, IsTranslated: true)];
        }
    }

    private void AddPeople(string csv)
    {
        var people = ParticipantList.Read(csv, CreateFrame());
        if (form.ParticipantCount + people.Count > SeriesForm.MaxRows)
        {
            ListErrors = [new(FormFields.List, texts.Format("A form has at most {0} people.", SeriesForm.MaxRows), IsTranslated: true)];
            return;
        }

        foreach (var person in people)
        {
            FormDocument.AddParticipant(form, JsonSerializer.SerializeToNode(person)!.AsObject(), isStored: false);
        }
    }

    /// <summary>
    /// A series that has the workshops and the addresses of the form and nothing else: a list can be read before the rest is right.
    /// </summary>
    private WorkshopSeries CreateFrame()
    {
        var emails = Enumerable.Range(0, form.ParticipantCount).Select(at => form[$"{FormFields.Row(FormFields.Participants, at)}.email"])
            .Select(static typed => EmailAddress.TryParse(typed, out var email) ? email : null).OfType<EmailAddress>().Distinct();
        var organizer = EmailAddress.TryParse(form["organizer.email"], out var address)
            ? address
            : EmailAddress.Parse("list-without-organizer@host.example");
        return new()
        {
            Id = "list",
            Domain = "host.example",
            Title = "-",
            Organizer = new() { Name = "-", Email = organizer },
            Language = "en",
            Zone = "UTC",
            Workshops = [.. Enumerable.Range(0, form.WorkshopCount).Select(at => new Workshop
            {
                Id = form[$"{FormFields.Row(FormFields.Workshops, at)}.id"],
                Title = "-",
                Start = new(2027, 1, 1, 12, 0),
                Duration = Duration.FromHours(1),
            })],
            Participants =
            [
                .. emails.Where(email => email != organizer).Select(static email => new Participant { Name = "-", Email = email }),
            ],
        };
    }
}
