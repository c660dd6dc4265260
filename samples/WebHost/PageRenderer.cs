using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace WebHost;

/// <summary>Renders Razor components to HTML on the server. They escape every text.</summary>
public sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggerFactory)
{
    /// <summary>Renders a page.</summary>
    public async Task<string> RenderAsync<TPage>(params (string Name, object Value)[] parameters)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggerFactory);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var values = ParameterView.FromDictionary(parameters.ToDictionary(static one => one.Name, static one => (object?)one.Value));
            return (await renderer.RenderComponentAsync<TPage>(values)).ToHtmlString();
        });
    }
}
