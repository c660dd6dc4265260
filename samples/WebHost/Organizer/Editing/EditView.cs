namespace WebHost.Organizer.Editing;

/// <summary>What the page with the form shows.</summary>
public sealed class EditView(SeriesForm form, IReadOnlyList<FormError> errors)
{
    public SeriesForm Form { get; } = form;

    public IReadOnlyList<FormError> Errors { get; } = errors;

    /// <summary>Whether the form makes another series; otherwise it edits the one that is stored.</summary>
    public bool IsNew { get; init; }

    /// <summary>The plan; null if the form has errors, or nobody asked for it.</summary>
    public PlanView? Plan { get; init; }

    /// <summary>What the person should know before anything else; null: nothing.</summary>
    public string? Alert { get; init; }

    /// <summary>The field that was added last, to which the keyboard goes; null: none.</summary>
    public string? Focus { get; init; }

    /// <summary>The errors of a field.</summary>
    public IEnumerable<FormError> FindErrors(string field) => Errors.Where(error => error.Field == field);

    /// <summary>The id of what says the errors of a field, for aria-describedby.</summary>
    public static string GetErrorsId(string field) => FormFields.ToId(field) + "-errors";

    /// <summary>The workshops, as the rows of people name them.</summary>
    public IEnumerable<(string Id, string Title)> GetWorkshops() =>
        Enumerable.Range(0, Form.WorkshopCount).Select(at => FormFields.Row(FormFields.Workshops, at)).Select(row =>
            (Form[$"{row}.id"], Form.Languages.Select(language => Form[$"{row}.title.{language}"]).Append(Form[$"{row}.id"])
                .First(static one => one.Length > 0)));
}
