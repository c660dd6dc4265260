using NodaTime;

namespace Better.Calendar.Tests.Replies;

/// <summary>The series that the mails of the corpus answer, and the policy that they are read by.</summary>
internal static class Corpus
{
    public static readonly ReplyTokens Tokens = new("sixteen octets..and some"u8.ToArray());

    public static readonly ReplyPolicy Policy = new() { ReplyTokens = Tokens, TrustedAuthenticationServer = "mx.host.example" };

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

    public static byte[] Bytes(string name) => File.ReadAllBytes(Repository.File($"tests/Better.Calendar.Tests/Replies/Mails/{name}"));

    /// <summary>A reading as the README writes it.</summary>
    public static string Label(ReplyResult reading) => reading switch
    {
        ParticipantReply response => $"answer {response.Sender.Email.LocalPart} {string.Join(",", response.Responses.Select(static given => $"{given.WorkshopId}={given.Status}"))} {response.Sender.Trust} {response.Sender.Role}{(response.Sender.NeedsConfirmation ? " asked" : "")}{(response.Sender.Alias is { } alias ? $" as {alias.LocalPart}" : "")}{(response.Responses[0].Sequence > 0 ? $" seq {response.Responses[0].Sequence}" : "")}{(response.Comment is { } comment ? $" “{comment.Replace('\n', '/')}”" : "")}",
        Delegation delegation => $"delegation {delegation.Sender.Email.LocalPart} to {delegation.DelegatedTo?.LocalPart} {delegation.Sender.Trust}",
        Proposal proposal => $"proposal {proposal.Sender.Email.LocalPart} {proposal.WorkshopId ?? "all"} {proposal.Start:uuuu-MM-dd'T'HH:mm'Z'}/{proposal.End:HH:mm'Z'} {proposal.Sender.Trust}",
        RefreshRequest refresh => $"refresh {refresh.Sender.Email.LocalPart} {refresh.WorkshopId ?? "all"}",
        Bounce bounce => $"bounce {bounce.Email.LocalPart} {bounce.WorkshopId ?? "all"} {(bounce.IsPermanent ? "final" : "transient")} {bounce.Status} {bounce.Trust}",
        AutoReply automatic => $"automatic {automatic.Email?.LocalPart}",
        UnrecognizedMail not => $"not {not.Reason}",
        _ => "",
    };

    private static Workshop Workshop(string id, int day) => Samples.Workshop(id) with { Start = new LocalDateTime(2027, 4, day, 9, 0) };
}
