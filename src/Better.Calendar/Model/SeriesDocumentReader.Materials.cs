using System.Text.Json;

namespace Better.Calendar.Model;

/// <content>The materials of a workshop.</content>
internal sealed partial class SeriesDocumentReader
{
    private Material? ReadMaterial((JsonElement Element, string Path) item)
    {
        var o = new JsonObjectReader(item.Element, item.Path, errors, "title", "url");
        var title = o.ReadLocalizedText("title", required: true, InputLimits.Title);
        var url = o.ReadValue<Uri>("url", true, static (string text, out Uri? value) => ParseUrl(text, Guard.WebAddressProblem, out value));
        return title is null || url is null ? null : new() { Title = title, Url = url };
    }
}
