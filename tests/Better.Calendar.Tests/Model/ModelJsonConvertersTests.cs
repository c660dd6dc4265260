using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Better.Calendar.Tests.Model;

public sealed partial class ModelJsonConvertersTests
{
    private static readonly WorkshopSeries Sent = SeriesRevision.First(Samples.Better(), Samples.Announced).Series;

    private static readonly Attendance Responses = Attendance.Empty.WithRsvpPageResponse(
        Sent,
        Sent.Workshops[0],
        Sent.Participants[0],
        ParticipationStatus.Accepted,
        Samples.Announced);

    [Test]
    public void A_series_is_the_document_without_state()
    {
        var json = JsonSerializer.Serialize(Sent, JsonSerializerOptions.Web);
        var document = SeriesDocument.Write(Sent, new SeriesDocumentOptions { IncludeState = false });

        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(document)), Is.True);
        Assert.That(JsonNode.Parse(json)!.AsObject().Select(static property => property.Key), Has.None.AnyOf("state", "format"));
        Assert.That(JsonSerializer.Deserialize<WorkshopSeries>(json), Is.EqualTo(WithoutState(Sent)));
        Assert.That(SeriesDocument.Read(document), Is.EqualTo(WithoutState(Sent)));
    }

    [Test]
    public void A_series_of_strangers_must_not_say_whom_emails_went_to()
    {
        var thrown = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<WorkshopSeries>(SeriesDocument.Write(Sent)))!;

        Assert.That(((InvalidSeriesException)thrown.InnerException!).Errors.Select(static error => error.Location), Is.EqualTo(["state"]));
    }

    [Test]
    public void All_errors_are_given_at_once_with_their_paths()
    {
        var json = SeriesDocument.Write(WithoutState(Sent)).Replace("\"Europe/Budapest\"", "\"Europe/Buda\"", StringComparison.Ordinal)
            .Replace("\"confirmed\"", "\"sure\"", StringComparison.Ordinal);
        var expected = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(json))!;
        var thrown = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<WorkshopSeries>(json))!;
        var problems = ((InvalidSeriesException)thrown.InnerException!).ToDictionary();

        Assert.That(problems, Has.Count.GreaterThan(3));
        Assert.That(problems.Keys, Is.EqualTo(expected.Errors.Select(static error => error.Location).Distinct()));
        Assert.That(problems["zone"].Single(), Does.Contain("Europe/Buda"));
    }

    [Test]
    public void Parts_of_a_series_convert_themselves()
    {
        foreach (var workshop in Sent.Workshops)
        {
            Assert.That(JsonSerializer.Deserialize<Workshop>(JsonSerializer.Serialize(workshop)), Is.EqualTo(workshop));
        }

        foreach (var participant in Sent.Participants)
        {
            Assert.That(JsonSerializer.Deserialize<Participant>(JsonSerializer.Serialize(participant)), Is.EqualTo(participant));
        }

        Assert.That(
            () => JsonSerializer.Deserialize<Workshop>("""{ "id": "1" }"""),
            Throws.TypeOf<JsonException>().With.InnerException.TypeOf<InvalidSeriesException>());
        Assert.That(() => JsonSerializer.Deserialize<Participant>("[]"), Throws.TypeOf<JsonException>());
    }

    [TestCase("\"Maps\"")]
    [TestCase("""{"en":"Maps","hu":"T\u00E9rk\u00E9pek"}""")]
    public void A_text_is_a_string_or_an_object_by_language(string json) =>
        Assert.That(JsonSerializer.Serialize(JsonSerializer.Deserialize<LocalizedText>(json)), Is.EqualTo(json));

    [TestCase("\"\"")]
    [TestCase("7")]
    [TestCase("{}")]
    [TestCase("""{"en":7}""")]
    [TestCase("""{"no language":"Maps"}""")]
    [TestCase("\"\\uD800\"")]
    public void What_is_no_text_is_refused(string json) =>
        Assert.That(() => JsonSerializer.Deserialize<LocalizedText>(json), Throws.TypeOf<JsonException>());

    [Test]
    public void An_address_is_a_string_also_as_a_key()
    {
        var people = new Dictionary<EmailAddress, ParticipationStatus>
        {
            [EmailAddress.Parse("anna@guest.example")] = ParticipationStatus.Accepted,
        };
        var json = JsonSerializer.Serialize(people);

        Assert.That(json, Is.EqualTo("""{"anna@guest.example":"accepted"}"""));
        Assert.That(JsonSerializer.Deserialize<Dictionary<EmailAddress, ParticipationStatus>>(json), Is.EqualTo(people));
        Assert.That(JsonSerializer.Deserialize<EmailAddress>("\"Anna@Guest.example\""), Is.EqualTo(people.Keys.Single()));
    }

    [TestCase("\"anna\"")]
    [TestCase("\"\\uD800@guest.example\"")]
    [TestCase("7")]
    [TestCase("{}")]
    public void What_is_no_address_is_refused(string json) =>
        Assert.That(() => JsonSerializer.Deserialize<EmailAddress>(json), Throws.TypeOf<JsonException>());

    [Test]
    public void An_attendance_is_its_document()
    {
        var json = JsonSerializer.Serialize(Responses);

        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(AttendanceDocument.Write(Responses))), Is.True);
        Assert.That(JsonSerializer.Deserialize<Attendance>(json), Is.EqualTo(Responses));
        Assert.That(
            () => JsonSerializer.Deserialize<Attendance>("{}"),
            Throws.TypeOf<JsonException>().With.InnerException.TypeOf<InvalidSeriesException>());
    }

    [TestCaseSource(nameof(Enumerations))]
    public void Every_enumeration_is_written_in_words(Type type)
    {
        foreach (var value in Enum.GetValues(type))
        {
            var json = JsonSerializer.Serialize(value, type);

            Assert.That(json, Does.Match("^\"[a-z][A-Za-z0-9]*\"$"));
            Assert.That(JsonSerializer.Deserialize(json.ToUpperInvariant(), type), Is.EqualTo(value));
        }

        foreach (var json in new[] { "0", "\"0\"", "\"\"", "\"unheard\"", "[]" })
        {
            Assert.That(() => JsonSerializer.Deserialize(json, type), Throws.TypeOf<JsonException>(), json);
        }
    }

    [Test]
    public void Several_words_are_read_only_for_flags()
    {
        const CalendarClients Two = CalendarClients.Outlook | CalendarClients.Gmail;

        Assert.That(JsonSerializer.Serialize(Two), Is.EqualTo("\"outlook, gmail\""));
        Assert.That(JsonSerializer.Deserialize<CalendarClients>("\"outlook, gmail\""), Is.EqualTo(Two));
        Assert.That(
            () => JsonSerializer.Deserialize<ParticipationStatus>("\"accepted, declined\""),
            Throws.TypeOf<JsonException>().With.Message.Contains("accepted, tentative, declined"));
    }

    [Test]
    public void Generated_metadata_use_the_converters_without_reflection()
    {
        var message = new Message(WithoutState(Sent), Sent.Title, Sent.Organizer.Email, Responses, ParticipationStatus.Tentative);
        var json = JsonSerializer.Serialize(message, MessageContext.Default.Message);

        Assert.That(json, Does.Contain("\"Status\":\"tentative\"").And.Contain("\"start\":\"2020-"));
        Assert.That(JsonSerializer.Deserialize(json, MessageContext.Default.Message), Is.EqualTo(message));
    }

    private static WorkshopSeries WithoutState(WorkshopSeries series) => series with { State = null, Published = null, Recurrence = null };

    private static IEnumerable<Type> Enumerations() =>
        typeof(WorkshopSeries).Assembly.GetExportedTypes().Where(static type => type.IsEnum);

    internal sealed record Message(
        WorkshopSeries Series,
        LocalizedText Title,
        EmailAddress Sender,
        Attendance Attendance,
        ParticipationStatus Status);

    [JsonSerializable(typeof(Message))]
    internal sealed partial class MessageContext : JsonSerializerContext;
}
