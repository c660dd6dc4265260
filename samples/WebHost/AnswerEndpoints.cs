using System.Globalization;
using Better.Calendar.Invitations;
using Better.Calendar.Workshops;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using WebHost.Pages;

namespace WebHost;

/// <summary>The answer page behind its unguessable link: GET and HEAD show, POST answers.</summary>
/// <remarks>
/// Link scanners follow every link of a letter, so what follows a link must change nothing. The link is the key: whoever has it is
/// who had the letter. No cookie is needed, and a form that comes from a page of somebody else's is refused.
/// </remarks>
internal static class AnswerEndpoints
{
    // A button and a number: nobody needs more.
    private const int MostOctets = 4096;

    public static void MapAnswers(this WebApplication app)
    {
        app.MapMethods("/answer/{token}", [HttpMethods.Get, HttpMethods.Head], Show);
        app.MapPost("/answer/{token}", Answer).WithMetadata(new RequestSizeLimitAttribute(MostOctets)).DisableAntiforgery();
    }

    private static async Task<IResult> Show(HttpContext context, SeriesStore store, PageWriter pages, TimeProvider clock, string token)
    {
        HostHeaders.Secret(context);
        var edition = store.Current();
        if (edition.Owner(token) is not { } owner)
        {
            return await Unknown(context, edition, pages);
        }

        var view = View(edition, owner, store, clock);
        return await Page(pages, view, view.State == AnswerState.Over ? StatusCodes.Status410Gone : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Answer(HttpContext context, SeriesStore store, PageWriter pages, HostOptions options, TimeProvider clock, string token)
    {
        HostHeaders.Secret(context);
        var edition = store.Current();
        if (edition.Owner(token) is not { } owner)
        {
            return await Unknown(context, edition, pages);
        }

        var view = View(edition, owner, store, clock);
        var words = Words.In(view.Text.Language);
        if (view.State != AnswerState.Open)
        {
            return await Page(pages, view, view.State == AnswerState.Over ? StatusCodes.Status410Gone : StatusCodes.Status409Conflict);
        }

        if (!HostHeaders.IsFromOwnPage(context.Request, HostHeaders.Address(context.Request, options)))
        {
            return await Page(pages, View(edition, owner, store, clock, words.NotFromHere), StatusCodes.Status403Forbidden);
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null;
        if (AnswerView.Read(form?["answer"]) is not { } answer || !int.TryParse(form?["sequence"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
        {
            return await Page(pages, view, StatusCodes.Status400BadRequest);
        }

        if (seen != view.Sequence)
        {
            // The workshop moved while she looked at the page: she has not agreed to what she has not seen.
            return await Page(pages, View(edition, owner, store, clock, view.Wording[Better.Calendar.Wordings.Phrase.PleaseAnswerAgain]), StatusCodes.Status409Conflict);
        }

        try
        {
            store.Change((attendance, now) => attendance.WithPageAnswer(edition.Series, owner.Workshop, owner.Participant, answer, now));
        }
        catch (NotSavedException)
        {
            context.Response.Headers.RetryAfter = "5";
            return await Page(pages, View(edition, owner, null, clock, words.NotSaved), StatusCodes.Status503ServiceUnavailable);
        }

        // 303, so that going back or loading again sends nothing twice.
        context.Response.Headers.Location = context.Request.Path.Value;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    // Without a store, what she has said before is not read.
    private static AnswerView View(Edition edition, (Participant Participant, Workshop Workshop) owner, SeriesStore? store, TimeProvider clock, string? alert = null) => new(
        edition,
        owner.Participant,
        owner.Workshop,
        store?.Attendance().Attendance.Of(owner.Participant.Email, owner.Workshop.Id),
        Instant.FromDateTimeOffset(clock.GetUtcNow()))
    {
        Alert = alert,
    };

    private static async Task<IResult> Page(PageWriter pages, AnswerView view, int status) =>
        TypedResults.Content(await pages.Write<AnswerPage>((nameof(AnswerPage.View), view)), "text/html; charset=utf-8", statusCode: status);

    // Whether there never was such a link or is no longer, is told to nobody.
    private static async Task<IResult> Unknown(HttpContext context, Edition edition, PageWriter pages)
    {
        var wording = Visitor.Of(context, edition.Series).Wording;
        return TypedResults.Content(
            await pages.Write<MessagePage>(
                (nameof(MessagePage.Wording), wording),
                (nameof(MessagePage.Title), PageText.Of(edition.Series.Title, edition.Series, wording).Text),
                (nameof(MessagePage.Sentence), AnswerPageText.InvalidLink(wording.Language))),
            "text/html; charset=utf-8",
            statusCode: StatusCodes.Status404NotFound);
    }
}
