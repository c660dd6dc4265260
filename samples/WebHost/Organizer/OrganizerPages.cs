using Better.Calendar.AspNetCore;
using InviteConsole;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using WebHost.Organizer.Editing;
using WebHost.Organizer.Previews;
using WebHost.Organizer.Records;
using WebHost.Organizer.Responses;
using WebHost.Organizer.Sending;

namespace WebHost.Organizer;

/// <summary>The organizer's pages: the services, the headers and the rules that all of them have in common, and the endpoints.</summary>
internal static class OrganizerPages
{
    // Own scripts, styles and frames, and nothing else: not even the pictures of the theme.
    private const string ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        + "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void AddOrganizerPages(this IServiceCollection services, WebHostOptions options, IHostEnvironment environment)
    {
        services.AddSingleton(OrganizerKey.Create(options, environment));
        services.AddAuthentication(OrganizerSignIn.Scheme).AddCookie(OrganizerSignIn.Scheme, OrganizerSignIn.ConfigureCookie);
        services.AddOptions<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(OrganizerSignIn.Scheme)
            .Configure<TimeProvider>(static (cookie, timeProvider) => cookie.TimeProvider = timeProvider);
        services.AddAuthorization();
        services.AddRateLimiter(OrganizerSignIn.ConfigureLimits);

        // The keys that encrypt the cookie are as secret as the database beside them: only the host may read the folder.
        var keys = Path.Combine(options.Folder, "keys");
        // It would warn that the keys are not encrypted; only the user of the host can read their folder.
        services.AddLogging(static logging =>
            logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddDataProtection().SetApplicationName("Better.Calendar.WebHost").PersistKeysToFileSystem(new(keys));
        services.AddSingleton<IConfigureOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>>(
            new ConfigureOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>(_ => CreatePrivateFolder(keys)));
    }

    /// <summary>Headers, sign-in and limits, for these pages alone.</summary>
    public static void UseOrganizerPages(this WebApplication app)
    {
        app.UseWhen(
            static context => context.Request.Path.StartsWithSegments(OrganizerPaths.Overview),
            static pages => pages.Use(static (context, next) =>
            {
                ResponseHeaders.AddPrivateHeaders(context);
                context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
                return next(context);
            }).UseRateLimiter());
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public static void MapOrganizerPages(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<OrganizerKey>().Exists)
        {
            return;
        }

        var pages = app.MapGroup("/organizer")
            .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = OrganizerSignIn.Scheme })
            .DisableAntiforgery()
            .AddEndpointFilter(UseLanguageAsync)
            .AddEndpointFilter(RefuseOtherSitesAsync)
            .AddEndpointFilter(RefuseUnreadableFormsAsync);
        pages.MapSignIn();
        pages.MapOverview();
        pages.MapEditing();
        pages.MapEmails();
        pages.MapSending();
        pages.MapExtraEmails();
        pages.MapResponses();
        pages.MapReplies();
        pages.MapRecords();
    }

    // The sentences of plans are those of the console, which prints in one language.
    private static async ValueTask<object?> UseLanguageAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var request = call.Arguments.OfType<OrganizerRequest>().FirstOrDefault() ?? await OrganizerRequest.BindAsync(call.HttpContext);
        ConsoleTexts.UseInTask(request.Language);
        return await next(call);
    }

    // The cookie is SameSite=Strict; this holds in browsers that do not know that, and for pages of other hosts of the same site.
    private static async ValueTask<object?> RefuseOtherSitesAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        if (HttpMethods.IsGet(context.Request.Method) || ResponseHeaders.IsSameOrigin(context.Request, context.GetCalendarUrl()))
        {
            return await next(call);
        }

        var request = await OrganizerRequest.BindAsync(context);
        return await request.RenderMessageAsync(
            request.Texts["This form was not sent from this page. Open the page again."], StatusCodes.Status403Forbidden);
    }

    // A form that is too long, or broken, is the sender's error and not one of this host.
    private static async ValueTask<object?> RefuseUnreadableFormsAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        try
        {
            return await next(call);
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException)
        {
            var request = await OrganizerRequest.BindAsync(call.HttpContext);
            return await request.RenderMessageAsync(
                request.Texts["This form is too long or cannot be read."], StatusCodes.Status413PayloadTooLarge);
        }
    }

    private static void CreatePrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
