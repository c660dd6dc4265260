using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Better.Calendar.WebHost.Tests.Organizer;

/// <summary>The form of a page, with what a browser would send if nobody typed anything; a test types by setting fields.</summary>
internal sealed class PageForm
{
    private readonly List<(string Name, string Value)> fields = [];

    private PageForm(IParentNode form)
    {
        foreach (var element in form.QuerySelectorAll("input, select, textarea"))
        {
            var (name, value) = element switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" } => ("", ""),
                IHtmlInputElement input => (input.Name ?? "", input.Value),
                IHtmlSelectElement select => (select.Name ?? "", select.Value ?? ""),
                IHtmlTextAreaElement area => (area.Name ?? "", area.Value),
                _ => ("", ""),
            };
            if (name.Length > 0)
            {
                fields.Add((name, value));
            }
        }
    }

    public IReadOnlyList<(string Name, string Value)> Fields => fields;

    public string this[string name]
    {
        get => fields.Where(field => field.Name == name).Select(static field => field.Value).FirstOrDefault() ?? "";
        set
        {
            Remove(name);
            fields.Add((name, value));
        }
    }

    /// <summary>The form that a page sends by POST to its own address.</summary>
    public static PageForm Read(IHtmlDocument page) =>
        new(page.QuerySelector("form[data-live-form]") ?? throw new AssertionException(page.Body!.TextContent));

    public void Remove(string name) => fields.RemoveAll(field => field.Name == name);

    /// <summary>The fields, and the button that is pressed.</summary>
    public IEnumerable<(string Name, string Value)> Press(string action) => fields.Append(("action", action));
}
