using Better.Calendar.Ics;
using Better.Calendar.Replies;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Tests.Replies;

/// <summary>The series that the mails of the corpus answer, and the policy that they are read by.</summary>
internal static class Corpus
{
    public static readonly ReplyTokens Tokens = new("sixteen octets..and some"u8.ToArray());

    public static readonly ReplyPolicy Policy = new() { ReplyTokens = Tokens, TrustedServer = "mx.host.example" };

    /// <summary>Three days in Budapest, regular enough for a recurring event; workshop 2 has been moved once.</summary>
    public static WorkshopSeries Series { get; } = Samples.Small() with
    {
        Zone = "Europe/Budapest",
        Workshops = [Workshop("1", 14), Workshop("2", 15) with { Sequence = 1 }, Workshop("3", 16), Workshop("off", 17) with { Status = WorkshopStatus.Cancelled, Sequence = 2 }],
        Participants =
        [
            new() { Name = "Anna", Email = EmailAddress.Parse("anna@guest.example") },
            new() { Name = "Béla", Email = EmailAddress.Parse("bela@guest.example"), Workshops = ["1"] },
        ],
    };

    /// <summary>All mails with what they must be read as, from the README beside them.</summary>
    public static IEnumerable<TestCaseData> Mails() =>
        from line in File.ReadLines(Repository.File("tests/Better.Calendar.Tests/Replies/Mails/README.md"))
        where line.StartsWith("| `", StringComparison.Ordinal)
        let cells = line.Split('|').Select(static cell => cell.Trim()).ToArray()
        let name = cells[1].Trim('`')
        select new TestCaseData(name, cells[4].Trim('`')).SetArgDisplayNames(name);

    public static byte[] Octets(string name) => File.ReadAllBytes(Repository.File($"tests/Better.Calendar.Tests/Replies/Mails/{name}"));

    /// <summary>A reading as the README writes it.</summary>
    public static string Label(ReplyReading reading) => reading switch
    {
        ParticipantAnswer answer => $"answer {answer.By.Email.LocalPart} {string.Join(",", answer.Answers.Select(static given => $"{given.WorkshopId}={given.Answer}"))} {answer.By.Trust} {answer.By.Standing}{(answer.By.IsAsked ? " asked" : "")}{(answer.By.Alias is { } alias ? $" as {alias.LocalPart}" : "")}{(answer.Answers[0].Sequence > 0 ? $" seq {answer.Answers[0].Sequence}" : "")}{(answer.Comment is { } comment ? $" “{comment.Replace('\n', '/')}”" : "")}",
        Delegation delegation => $"delegation {delegation.By.Email.LocalPart} to {delegation.To?.LocalPart} {delegation.By.Trust}",
        Proposal proposal => $"proposal {proposal.By.Email.LocalPart} {proposal.WorkshopId ?? "all"} {proposal.Start:uuuu-MM-dd'T'HH:mm'Z'}/{proposal.End:HH:mm'Z'} {proposal.By.Trust}",
        RefreshRequest refresh => $"refresh {refresh.By.Email.LocalPart} {refresh.WorkshopId ?? "all"}",
        Bounce bounce => $"bounce {bounce.Email.LocalPart} {bounce.WorkshopId ?? "all"} {(bounce.IsFinal ? "final" : "transient")} {bounce.Status} {bounce.Trust}",
        AutoReply automatic => $"automatic {automatic.Email?.LocalPart}",
        NotAReply not => $"not {not.Reason}",
        _ => "",
    };

    private static Workshop Workshop(string id, int day) => Samples.Workshop(id) with { Start = new LocalDateTime(2027, 4, day, 9, 0) };
}
