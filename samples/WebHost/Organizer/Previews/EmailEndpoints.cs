using System.Text;
using Better.Calendar;
using Better.Calendar.AspNetCore;
using InviteConsole;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace WebHost.Organizer.Previews;

/// <summary>What every kind of email looks like, to whom and in which language one wants to see it.</summary>
internal static class EmailEndpoints
{
    public static void MapEmails(this RouteGroupBuilder pages)
    {
        pages.MapGet("/emails", static (OrganizerRequest request) => request.RenderAsync<EmailsPage>(Compose(request)));
        pages.MapGet("/emails/view", ShowHtml);
    }

    /// <summary>
    /// The HTML of an email, for a frame of the page: in a sandbox without scripts, forms and links that lead away, so that it is seen and
    /// does nothing.
    /// </summary>
    private static Results<ContentHttpResult, NotFound> ShowHtml(OrganizerRequest request, PageTheme theme)
    {
        if (Compose(request).Email is not { } email)
        {
            return TypedResults.NotFound();
        }

        var image = request.Series.Image is { } picture ? " " + picture.GetLeftPart(UriPartial.Authority) : "";
        request.Context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'unsafe-inline'; img-src data:{theme.ImageHosts}{image}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";
        return TypedResults.Content(email.Html, "text/html; charset=utf-8", Encoding.UTF8);
    }

    private static EmailsView Compose(OrganizerRequest request)
    {
        var view = EmailsView.FromQuery(request);
        if (view.Workshop is not { } workshop || view.Recipient is not { } recipient)
        {
            return view;
        }

        // The buttons look as in the real email, and lead nowhere: the address of somebody's RSVP page is theirs.
        var options = request.Context.RequestServices.GetRequiredService<IOptions<BetterCalendarOptions>>().Value.InvitationOptions;
        var host = request.Context.GetCalendarUrl();
        var composer = new InvitationComposer(options with
        {
            RsvpPage = (_, _, _) => new(host, "rsvp/preview"),
            CoursePage = (_, _) => new(host, "course/preview"),
        });
        return view with
        {
            Email = SampleEmails.Compose(
                composer, request.Series, workshop, recipient with { Language = view.Language }, view.Kind, view.IsAboutAll, request.Now),
        };
    }
}
