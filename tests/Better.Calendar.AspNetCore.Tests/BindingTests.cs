using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Better.Calendar.AspNetCore.Tests;

/// <summary>A series as the parameter of a host's own endpoint.</summary>
public sealed class BindingTests
{
    private CalendarHost host = null!;

    [OneTimeSetUp]
    public async Task Start() => host = await StartAsync("Production");

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task A_series_is_bound_by_the_rules_of_its_document()
    {
        using var response = await PostAsync("/series", SeriesDocument.Write(CalendarHost.Series));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("Spring school"));
    }

    [TestCase("Production")]
    [TestCase("Development")]
    public async Task All_errors_are_reported_at_once_with_their_paths(string environment)
    {
        await using var other = await StartAsync(environment);
        var invalid = SeriesDocument.Write(CalendarHost.Series)
            .Replace("Europe/London", "Europe/Londn", StringComparison.Ordinal)
            .Replace("z.novak@guest.example", "nobody", StringComparison.Ordinal);
        using var response = await PostAsync("/series", invalid, other);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(
            problem.RootElement.GetProperty("errors").EnumerateObject().Select(static error => error.Name),
            Is.EquivalentTo(["zone", "participants[1].email"]));
    }

    [Test]
    public async Task A_series_within_another_object_is_checked_too()
    {
        using var response = await PostAsync("/draft", "{ \"note\": \"new\", \"series\": { \"id\": \"spring\" } }");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("\"organizer\"").And.Contain("\"title\""));
    }

    [Test]
    public async Task What_the_endpoint_itself_refuses_is_reported_in_the_same_way()
    {
        using var response = await PostAsync("/refused", "{}");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("\"errors\""));
    }

    [TestCase("/series", "{ \"id\": ")]
    [TestCase("/unchecked", "{ \"id\": \"spring\" }")]
    public async Task Other_errors_stay_as_ASP_NET_Core_answers_them(string path, string json)
    {
        using var response = await PostAsync(path, json);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.Empty);
    }

    private static Task<CalendarHost> StartAsync(string environment) => CalendarHost.StartAsync(
        map: static app =>
        {
            app.MapPost("/series", (WorkshopSeries series) => $"{series.Title.GetText("en", "en")}").WithSeriesValidation();
            app.MapPost("/draft", (Draft draft) => draft.Note).WithSeriesValidation();
            app.MapPost("/refused", () => SeriesDocument.Read("{}").Id).WithSeriesValidation();
            app.MapPost("/unchecked", (WorkshopSeries series) => series.Id);
        },
        settings: ["--environment", environment]);

    private async Task<HttpResponseMessage> PostAsync(string path, string json, CalendarHost? other = null)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await (other ?? host).Client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    private sealed record Draft(string Note, WorkshopSeries Series);
}
