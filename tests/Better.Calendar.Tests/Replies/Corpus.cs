using NodaTime;

namespace Better.Calendar.Tests.Replies;

/// <summary>The mails of the corpus, the series that they reply to, and the policy by which they are read.</summary>
internal static class Corpus
{
    public static readonly ReplyTokens Tokens = new("a key of at least 16 bytes"u8.ToArray());

    public static readonly ReplyPolicy Policy = new() { ReplyTokens = Tokens, TrustedAuthenticationServer = "mx.host.example" };

    /// <summary>
    /// Workshops on consecutive days in Budapest, so that they can be sent as one recurring event; workshop 2 has moved once.
    /// </summary>
    public static WorkshopSeries Series { get; } = Samples.Small() with
    {
        Zone = "Europe/Budapest",
        Workshops =
            [Workshop("1", 14),
                Workshop("2", 15) with { Sequence = 1 },
                Workshop("3", 16),
                Workshop("off", 17) with { Status = WorkshopStatus.Cancelled, Sequence = 2 }],
        Participants =
        [
            new() { Name = "Anna", Email = EmailAddress.Parse("anna@guest.example") },
            new() { Name = "Béla", Email = EmailAddress.Parse("bela@guest.example"), Workshops = ["1"] },
        ],
    };

    /// <summary>All mails with their expected results, from the README in their folder.</summary>
    public static IEnumerable<TestCaseData> Mails() =>
        from line in File.ReadLines(Repository.File("tests/Better.Calendar.Tests/Replies/Mails/README.md"))
        where line.StartsWith("| `", StringComparison.Ordinal)
        let cells = line.Split('|').Select(static cell => cell.Trim()).ToArray()
        let name = cells[1].Trim('`')
        select new TestCaseData(name, cells[4].Trim('`')).SetArgDisplayNames(name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Repository.File($"tests/Better.Calendar.Tests/Replies/Mails/{name}"));

    /// <summary>A result in the form that the README has.</summary>
    public static string Describe(ReplyResult result) => result switch
    {
        ParticipantReply reply =>
            $"response {reply.Sender.Email.LocalPart} "
                + $"{string.Join(",", reply.Responses.Select(static response => $"{response.WorkshopId}={response.Status}"))} "
                + $"{reply.Sender.Trust} {reply.Sender.Role}"
                + $"{(reply.Sender.NeedsConfirmation ? " unconfirmed" : "")}"
                + $"{(reply.Sender.Alias is { } alias ? $" alias {alias.LocalPart}" : "")}"
                + $"{(reply.Responses[0].Sequence > 0 ? $" seq {reply.Responses[0].Sequence}" : "")}"
                + $"{(reply.Comment is { } comment ? $" “{comment.Replace('\n', '/')}”" : "")}",
        Delegation delegation =>
            $"delegation {delegation.Sender.Email.LocalPart} to {delegation.DelegatedTo?.LocalPart} {delegation.Sender.Trust}",
        Proposal proposal =>
            $"proposal {proposal.Sender.Email.LocalPart} {proposal.WorkshopId ?? "series"} "
                + $"{proposal.Start:uuuu-MM-dd'T'HH:mm'Z'}/{proposal.End:HH:mm'Z'} {proposal.Sender.Trust}",
        RefreshRequest refresh => $"refresh {refresh.Sender.Email.LocalPart} {refresh.WorkshopId ?? "series"}",
        Bounce bounce =>
            $"bounce {bounce.Email.LocalPart} {bounce.WorkshopId ?? "series"} "
                + $"{(bounce.IsPermanent ? "permanent" : "transient")} {bounce.Status} {bounce.Trust}",
        AutoReply autoReply => $"auto-reply {autoReply.Email?.LocalPart}",
        UnrecognizedMail unrecognized => $"unrecognized {unrecognized.Reason}",
        _ => "",
    };

    private static Workshop Workshop(string id, int day) => Samples.Workshop(id) with { Start = new LocalDateTime(2027, 4, day, 9, 0) };
}
