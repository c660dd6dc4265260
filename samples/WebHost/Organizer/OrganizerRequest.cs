using Better.Calendar;
using Better.Calendar.AspNetCore;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace WebHost.Organizer;

/// <summary>A request for a page of the organizer: what all of them need. It binds by itself as a parameter of an endpoint.</summary>
public sealed class OrganizerRequest
{
    private OrganizerRequest(HttpContext context, PublishedSeries published, Visitor visitor)
    {
        (Context, Published, Visitor) = (context, published, visitor);
        Texts = OrganizerTexts.ForLanguage(visitor.Language);
        Now = Instant.FromDateTimeOffset(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    public HttpContext Context { get; }

    /// <summary>The current version of the series.</summary>
    public PublishedSeries Published { get; }

    public WorkshopSeries Series => Published.Series;

    public Visitor Visitor { get; }

    public string Language => Visitor.Language;

    /// <summary>The texts of these pages.</summary>
    public OrganizerTexts Texts { get; }

    /// <summary>The texts of the library, in the same language.</summary>
    public InvitationTexts Library => Visitor.Texts;

    public Instant Now { get; }

    public string Path => Context.Request.Path.Value!;

    public bool IsSignedIn => Context.User.Identity?.IsAuthenticated == true;

    /// <summary>What the request before this one has done; null if the address says nothing.</summary>
    public string? Done => OrganizerDone.Describe(Context.Request.Query[OrganizerDone.Name], Texts);

    /// <summary>Reads what all pages need, also for an endpoint's parameter of this type.</summary>
    public static async ValueTask<OrganizerRequest> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var published = await context.RequestServices.GetRequiredService<HostedSeries>().GetCurrentAsync(context.RequestAborted);
        return new(context, published, Visitor.FromRequest(context, published.Series));
    }

    /// <summary>The fields of the form, and its files; empty if there is no form.</summary>
    public async Task<IFormCollection> ReadFormAsync() =>
        Context.Request.HasFormContentType ? await Context.Request.ReadFormAsync(Context.RequestAborted) : FormCollection.Empty;

    /// <summary>Renders a page, or a part of one, which has the parameters Request and View.</summary>
    public async Task<IResult> RenderAsync<TPage>(object view, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        Context.Response.Headers.ContentLanguage = Language;
        var pages = Context.RequestServices.GetRequiredService<PageRenderer>();
        return TypedResults.Content(
            await pages.RenderAsync<TPage>(("Request", this), ("View", view)), "text/html; charset=utf-8", statusCode: status);
    }

    /// <summary>Renders a page with one sentence that says why nothing was done.</summary>
    public Task<IResult> RenderMessageAsync(string sentence, int status) => RenderAsync<OrganizerMessagePage>(sentence, status);

    /// <summary>Leads to a page after something was done (303), so that reloading it does not do it again.</summary>
    /// <param name="path">The page.</param>
    /// <param name="done">What was done, a word of <see cref="OrganizerDone"/>; null: nothing to say.</param>
    public StatusCodeHttpResult Redirect(string path, string? done = null)
    {
        Context.Response.Headers.Location = done is null ? path : $"{path}?{OrganizerDone.Name}={done}";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
