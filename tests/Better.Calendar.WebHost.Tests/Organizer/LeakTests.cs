using System.Net;
using Better.Calendar.AspNetCore;
using Microsoft.AspNetCore.Routing;

namespace Better.Calendar.WebHost.Tests.Organizer;

/// <summary>Whatever endpoint there is or comes: to somebody who has not signed in, it gives no secret.</summary>
public sealed class LeakTests
{
    private RunningHost host = null!;

    [SetUp]
    public async Task Start() => host = await RunningHost.Start(settings: OrganizerSession.Setting);

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task No_endpoint_gives_an_address_a_passcode_a_token_or_the_state_to_somebody_who_has_not_signed_in()
    {
        await host.Respond(host.ResponsePath(), "accepted");
        var stored = host.Store.GetCurrent();
        host.Store.Revise(stored.Version, stored.Series with
        {
            Workshops = [.. stored.Series.Workshops.Select(static one => one with
            {
                Meeting = new() { Platform = "Webex", Url = new("https://meet.example/maps"), Passcode = "open-sesame" },
            })],
        });
        var published = host.Store.GetCurrent();
        string[] secrets =
        [
            "open-sesame", "lastNotified", "publishedTimes", "\"recipients\"", "\"entries\"", OrganizerSession.Key,
            .. published.Series.Participants.Select(static one => one.Email.Value),
            .. from participant in published.Series.Participants
               from workshop in published.Series.Workshops
               select published.GetToken(workshop, participant),
            .. published.Series.Participants.Select(one => published.GetToken(null, one)),
        ];

        var asked = 0;
        foreach (var endpoint in host.GetService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
            {
                foreach (var path in GetPaths(endpoint.RoutePattern, published))
                {
                    using var request = new HttpRequestMessage(new(method), path);
                    if (method is "POST" or "PUT")
                    {
                        request.Content = new FormUrlEncodedContent(
                            [KeyValuePair.Create("action", "plan"), KeyValuePair.Create("key", "guess")]);
                        request.Headers.Add("Sec-Fetch-Site", "same-origin");
                    }

                    var response = await host.Client.SendAsync(request);
                    var text = response + await response.Content.ReadAsStringAsync();
                    Assert.That(
                        secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty, $"{method} {path}");
                    asked++;
                }
            }
        }

        Assert.That(asked, Is.GreaterThan(25));
    }

    [Test]
    public async Task Every_endpoint_of_the_organizer_is_closed_except_for_signing_in()
    {
        foreach (var endpoint in host.GetService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static one => one.RoutePattern.RawText!.StartsWith("/organizer", StringComparison.Ordinal)))
        {
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                var path = GetPaths(endpoint.RoutePattern, host.Store.GetCurrent()).First();
                if (path is "/organizer/sign-in" or "/organizer/sign-out")
                {
                    continue;
                }

                using var request = new HttpRequestMessage(new(method), path);
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
                var response = await host.Client.SendAsync(request);
                Assert.That(
                    response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized).Or.EqualTo(HttpStatusCode.SeeOther), $"{method} {path}");
                if (response.StatusCode == HttpStatusCode.SeeOther)
                {
                    Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/organizer/sign-in"), $"{method} {path}");
                }
            }
        }
    }

    /// <summary>Paths of a route: with what a stranger guesses, and with what is in the series.</summary>
    private static IEnumerable<string> GetPaths(Microsoft.AspNetCore.Routing.Patterns.RoutePattern route, PublishedSeries published)
    {
        foreach (var guess in route.Parameters.Count == 0 ? [""] : new[] { "1", "en", "hu", published.Series.Participants[0].Email.Value })
        {
            yield return "/" + string.Join('/', route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
            {
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
                _ => Uri.EscapeDataString(guess),
            }))));
        }
    }
}
