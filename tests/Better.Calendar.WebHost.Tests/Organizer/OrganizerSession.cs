using System.Net;
using AngleSharp.Html.Dom;

namespace Better.Calendar.WebHost.Tests.Organizer;

/// <summary>An organizer who has signed in, as a browser is: it sends the cookie, and says where a form comes from.</summary>
internal sealed class OrganizerSession
{
    public const string Key = "correct-horse-battery";
    public const string Setting = $"--WebHost:OrganizerKey={Key}";

    private readonly RunningHost host;

    private OrganizerSession(RunningHost host, string cookie) => (this.host, Cookie) = (host, cookie);

    /// <summary>The cookie, as a request sends it.</summary>
    public string Cookie { get; }

    /// <summary>Signs in at a host that was started with <see cref="Setting"/>.</summary>
    public static async Task<OrganizerSession> SignInAsync(RunningHost host, string key = Key)
    {
        var response = await host.Submit("/organizer/sign-in", [("key", key)]);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/organizer"));
        return new(host, response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    public Task<HttpResponseMessage> Get(string path) => host.Get(path, ("Cookie", Cookie), ("Accept-Language", "en"));

    public async Task<IHtmlDocument> Page(string path) => await RunningHost.Page(await Get(path));

    public Task<HttpResponseMessage> Post(string path, params IEnumerable<(string Name, string Value)> fields) => host.Submit(
        path,
        fields,
        ("Cookie", Cookie),
        ("Accept-Language", "en"),
        ("Origin", host.Address.GetLeftPart(UriPartial.Authority)),
        ("Sec-Fetch-Site", "same-origin"));
}
