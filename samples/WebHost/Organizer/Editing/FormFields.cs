using System.Globalization;

namespace WebHost.Organizer.Editing;

/// <summary>The names of the fields of a form that are not in the series document, and of its rows.</summary>
internal static class FormFields
{
    public const string Workshops = "workshops";
    public const string Participants = "participants";
    public const string WorkshopCount = "workshops.count";
    public const string ParticipantCount = "participants.count";
    public const string Languages = "languages";
    public const string Version = "version";
    public const string Action = "action";
    public const string Confirm = "confirm";
    public const string NewLanguage = "new-language";

    /// <summary>A list of people to add, as text.</summary>
    public const string List = "list";

    /// <summary>A list of people to add, as a file.</summary>
    public const string File = "list-file";

    /// <summary>The address that a participant had when the form was made; none for somebody new.</summary>
    public const string PreviousEmail = "was";

    /// <summary>Whether a participant is invited to all workshops.</summary>
    public const string AllWorkshops = "all";

    public static string CountOf(string list) => list + ".count";

    public static string Row(string list, int row) => string.Create(CultureInfo.InvariantCulture, $"{list}[{row}]");

    /// <summary>The row that a field is in; -1 if it is in none of this list.</summary>
    public static int RowOf(string list, string name) =>
        name.StartsWith(list + "[", StringComparison.Ordinal)
        && name.IndexOf(']', StringComparison.Ordinal) is > 0 and var end
        && int.TryParse(name.AsSpan(list.Length + 1, end - list.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? row
            : -1;

    /// <summary>The id of the element of a field; square brackets and dots would have to be escaped in style sheets and scripts.</summary>
    public static string ToId(string name) => "f-" + string.Concat(name.Select(static one => char.IsLetterOrDigit(one) ? one : '-'));
}
