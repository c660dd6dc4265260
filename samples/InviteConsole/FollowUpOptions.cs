using System.CommandLine;
using Better.Calendar;
using NodaTime;

namespace InviteConsole;

/// <summary>
/// The options of <c>plan</c>, <c>write</c> and <c>send</c> for what goes out after a workshop: which one, to whom, and who came.
/// </summary>
internal sealed class FollowUpOptions
{
    private const string All = "all";

    private readonly Option<string?> about = new("--follow-up")
    {
        Description =
            "Plans the follow-ups of a workshop that has ended, or of all workshops, instead of the emails of an edit: thanks, what was "
                + "done, materials, and what comes next.",
        HelpName = $"WORKSHOP|{All}",
    };

    private readonly Option<string?> recipients = new Option<string?>("--follow-up-to")
    {
        Description =
            "Who gets the follow-up: attended, those who came (default); invited, also those who were invited and have not declined; or "
                + "everyone.",
    }.AcceptOnlyFromAmong("attended", "invited", "everyone");

    private readonly Option<FileInfo?> attended = new("--attended")
    {
        Description =
            "With --follow-up: a file with the addresses of those who came, one on each line. Default: those who have accepted by "
                + "--attendance.",
    };

    public void AddTo(Command command)
    {
        command.Add(about);
        command.Add(recipients);
        command.Add(attended);
    }

    /// <summary>Whether follow-ups are planned instead of the emails of an edit.</summary>
    public bool IsRequested(ParseResult arguments)
    {
        if (arguments.GetValue(about) is null
            && (arguments.GetValue(recipients) is not null || arguments.GetValue(attended) is not null))
        {
            throw new UsageException($"--follow-up-to and --attended need --follow-up.");
        }

        return arguments.GetValue(about) is not null;
    }

    /// <summary>Plans the follow-ups.</summary>
    public SeriesRevision Plan(RevisionOptions revisions, ParseResult arguments, WorkshopSeries series, Instant at)
    {
        if (revisions.IsPlanRequested(arguments))
        {
            throw new UsageException(
                $"--follow-up sends nothing about an edit, and changes nothing in the series: leave out --previous and --store.");
        }

        var to = Enum.Parse<FollowUpRecipients>(arguments.GetValue(recipients) ?? nameof(FollowUpRecipients.Attended), ignoreCase: true);
        var responses = revisions.Attendance(arguments)?.Responses;
        var came = arguments.GetValue(attended) is { } file ? ReadAddresses(file) : null;
        if (to == FollowUpRecipients.Attended && responses is null && came is null)
        {
            throw new UsageException(
                $"Who came is not known: give --attended or --attendance, or write to others too with --follow-up-to invited.");
        }

        var workshop = FindWorkshop(series, arguments.GetValue(about)!);
        var emails = FollowUpPlanner.Plan(series, workshop, at, responses ?? [], to, came);
        if (emails.Count == 0)
        {
            Screen.Remark($"Nobody gets a follow-up: the workshops have not ended or are cancelled, or nobody came.");
        }

        return revisions.AddNote(arguments, new() { Series = series, Timestamp = at, Emails = emails, Skipped = [] });
    }

    private static Workshop? FindWorkshop(WorkshopSeries series, string id) =>
        series.Workshops.FirstOrDefault(one => string.Equals(one.Id, id, StringComparison.OrdinalIgnoreCase))
            ?? (id == All ? null : throw new UsageException(
                $"--follow-up: there is no workshop {id}. There are: {GetIds(series)}, all."));

    private static string GetIds(WorkshopSeries series) => string.Join(", ", series.Workshops.Select(static one => one.Id));

    private static List<EmailAddress> ReadAddresses(FileInfo file) => SeriesOptions.Open(file, text =>
    {
        using var reader = new StreamReader(text);
        var (addresses, number) = (new List<EmailAddress>(), 0);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (EmailAddress.TryParse(line.Trim(), out var address))
            {
                addresses.Add(address);
            }
            else if (line.Trim().Length > 0)
            {
                throw new UsageException(
                    $"{file.Name}, line {number}: \"{line}\" is not an email address; write it like name@host.example.");
            }
        }

        return addresses;
    });
}
