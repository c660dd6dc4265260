using System.Text.Json;
using Better.Calendar.Tests.Icalendar.Writing;

namespace Better.Calendar.Tests.Consoles;

/// <summary>A series as one recurring event through the console: <c>--mode recurring</c>.</summary>
[NonParallelizable]
public sealed class RecurringConsoleTests
{
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Mode_recurring_writes_one_email_per_person_and_later_plans_keep_to_it()
    {
        var series = Recurring.Weekly("Europe/Budapest", new(2027, 4, 14, 9, 0), 4);
        Write("first.json", series);
        Write("edited.json", series with
        {
            Workshops =
            [
                series.Workshops[0], series.Workshops[1] with { Start = new(2027, 4, 22, 15, 0) },
                series.Workshops[2] with { Status = WorkshopStatus.Cancelled }, series.Workshops[3],
            ],
        });

        Run(0, "write", "--series", "first.json", "--at", "2027-03-01T08:00:00Z", "--mode", "recurring", "--store", "stored.json");
        string[] edit = ["--previous", "stored.json", "--series", "edited.json", "--at", "2027-03-02T08:00:00Z"];
        var plan = Run(0, ["plan", "--all", .. edit]);
        using var json = JsonDocument.Parse(Run(0, ["plan", "--json", .. edit]));
        Run(0, ["write", .. edit, "--out", "updates"]);

        Assert.That(Emails("out"), Is.EqualTo(new[] { "01-invitation-all-anna.eml" }));
        Assert.That(plan, Does.Contain("Update").And.Contain("all").And.Contain("SEQUENCE 1"));
        var email = json.RootElement.GetProperty("emails")[0];
        Assert.That((email.GetProperty("workshop").GetString(), email.GetProperty("sequence").GetInt32()), Is.EqualTo(("all", 1)));
        Assert.That(email.GetProperty("key").GetString(), Is.EqualTo("spring/all/1/update2/anna@guest.example"));
        Assert.That(Emails("updates"), Is.EqualTo(new[] { "01-update-all-anna.eml" }));
        Assert.That(
            SeriesDocument.Read(File.ReadAllText(Path.Combine(folder, "stored.json"))).Recurrence!.Count, Is.EqualTo(4));
    }

    [Test]
    public void Irregular_dates_and_another_mode_are_wrong_input()
    {
        var series = Recurring.Weekly("Europe/Budapest", new(2027, 4, 14, 9, 0), 3);
        var odd = series.Workshops[2] with { Start = new(2027, 4, 29, 9, 0) };
        Write("odd.json", series with { Workshops = [.. series.Workshops.Take(2), odd] });
        Write("first.json", series);
        Run(0, "write", "--series", "first.json", "--at", "2027-03-01T08:00:00Z", "--store", "stored.json");

        Assert.That(
            Run(2, "plan", "--series", "odd.json", "--mode", "recurring"),
            Does.Contain("the days between the workshops differ").And.Contain("workshop 3"));
        Assert.That(
            Run(2, "plan", "--previous", "stored.json", "--series", "first.json", "--mode", "recurring"),
            Does.Contain("SchedulingMode.EventPerWorkshop"));
        Assert.That(Run(2, "plan", "--mode", "weekly"), Does.Contain("recurring"));
    }

    private void Write(string name, WorkshopSeries series) =>
        File.WriteAllText(Path.Combine(folder, name), SeriesDocument.Write(series));

    private string[] Emails(string output) =>
        [.. Directory.GetFiles(Path.Combine(folder, output, "emails")).Select(static path => Path.GetFileName(path)).Order()];

    private string Run(int code, params string[] arguments)
    {
        var result = SampleConsole.Run(folder, new Dictionary<string, string>(), arguments);
        Assert.That(result.Code, Is.EqualTo(code), result.Output);
        return string.Join(' ', result.Output.Split((char[])[' ', '\n', '\r', '│'], StringSplitOptions.RemoveEmptyEntries));
    }
}
