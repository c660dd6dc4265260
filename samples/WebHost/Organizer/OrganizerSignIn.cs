using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace WebHost.Organizer;

/// <summary>Signing in with the key, and signing out. Guessing is slow: few attempts a minute, by address and altogether.</summary>
internal static class OrganizerSignIn
{
    /// <summary>The scheme of the cookie.</summary>
    public const string Scheme = "Organizer";

    private const string FingerprintClaim = "key";
    private const int MaxAttemptsByAddress = 10;
    private const int MaxAttempts = 100;
    private const int MaxBytes = 4096;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>
    /// What the cookie is like: no script reads it, no other site makes a browser send it, and it ends with the working day.
    /// </summary>
    public static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "organizer";
        options.Cookie.Path = OrganizerPaths.Overview;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(10);
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = static async redirect =>
        {
            var request = await OrganizerRequest.BindAsync(redirect.HttpContext);
            var result = HttpMethods.IsPost(redirect.Request.Method)
                ? await request.RenderMessageAsync(
                    request.Texts["Your session has ended. Sign in again."], StatusCodes.Status401Unauthorized)
                : request.Redirect(OrganizerPaths.SignIn);
            await result.ExecuteAsync(redirect.HttpContext);
        };
        options.Events.OnValidatePrincipal = static validation =>
        {
            var key = validation.HttpContext.RequestServices.GetRequiredService<OrganizerKey>();
            if (!key.Exists || validation.Principal?.FindFirstValue(FingerprintClaim) != key.Fingerprint)
            {
                validation.RejectPrincipal();
            }

            return Task.CompletedTask;
        };
    }

    /// <summary>Counts the attempts to sign in, and nothing else.</summary>
    public static void ConfigureLimits(RateLimiterOptions options)
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(static context => IsAttempt(context)
                ? Limit(context.Connection.RemoteIpAddress?.ToString() ?? "", MaxAttemptsByAddress)
                : RateLimitPartition.GetNoLimiter("")),
            PartitionedRateLimiter.Create<HttpContext, string>(static context => IsAttempt(context)
                ? Limit("all", MaxAttempts)
                : RateLimitPartition.GetNoLimiter("")));
        options.OnRejected = static async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            var request = await OrganizerRequest.BindAsync(rejected.HttpContext);
            var result = await request.RenderMessageAsync(
                request.Texts["Too many attempts. Wait a minute and try again."], StatusCodes.Status429TooManyRequests);
            await result.ExecuteAsync(rejected.HttpContext);
        };
    }

    public static void MapSignIn(this RouteGroupBuilder pages)
    {
        pages.MapGet("/sign-in", Show).AllowAnonymous();
        pages.MapPost("/sign-in", SignIn).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
        pages.MapPost("/sign-out", SignOut).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
    }

    private static async Task<IResult> Show(OrganizerRequest request) => request.IsSignedIn
        ? request.Redirect(OrganizerPaths.Overview)
        : await request.RenderAsync<SignInPage>(false);

    private static async Task<IResult> SignIn(OrganizerRequest request, OrganizerKey key)
    {
        if (!key.Matches((await request.ReadFormAsync())["key"].ToString().Trim()))
        {
            return await request.RenderAsync<SignInPage>(true, StatusCodes.Status403Forbidden);
        }

        var identity = new ClaimsIdentity([new(ClaimTypes.Name, "organizer"), new(FingerprintClaim, key.Fingerprint)], Scheme);
        await request.Context.SignInAsync(Scheme, new(identity));
        return request.Redirect(OrganizerPaths.Overview);
    }

    private static async Task<StatusCodeHttpResult> SignOut(OrganizerRequest request)
    {
        await request.Context.SignOutAsync(Scheme);
        return request.Redirect(OrganizerPaths.SignIn);
    }

    private static bool IsAttempt(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments(OrganizerPaths.SignIn);

    private static RateLimitPartition<string> Limit(string partition, int attempts) => RateLimitPartition.GetFixedWindowLimiter(
        partition,
        _ => new() { PermitLimit = attempts, Window = Window, QueueLimit = 0 });
}
