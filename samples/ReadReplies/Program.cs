// Reads a folder of mails that came back, and prints who comes.
// ReadReplies [FOLDER [SERIES.json]] reads FOLDER, by default the mails beside this program.
#region read
using Better.Calendar;

var folder = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "ReadRepliesMails");
using var document = args.Length > 1
    ? File.OpenRead(args[1])
    : typeof(Program).Assembly.GetManifestResourceStream("open-data-2027.json")!;
var series = SeriesDocument.Read(document);

// The name by which your own mail server signs its Authentication-Results headers (RFC 8601)
var policy = new ReplyPolicy { TrustedAuthenticationServer = "mx.cityhall.example" };
var attendance = Attendance.Empty;
foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal))
{
    using var mail = File.OpenRead(file);
    var result = ReplyReader.Read(mail, series, policy);
    Console.WriteLine($"{Path.GetFileName(file)}: {Describe(result)}");
    attendance = attendance.WithReply(result);
}
#endregion

#region count
foreach (var workshop in series.Workshops)
{
    var summary = attendance.Summarize(series, workshop);
    Console.WriteLine(
        $"{workshop.Title.GetText("en", series.Language)}: {summary.Accepted} accepted, {summary.Tentative} tentative, "
        + $"{summary.Declined} declined, {summary.NoResponse} without a response ({summary.Unreachable} unreachable), "
        + $"{summary.AwaitingConfirmation} to confirm");
}
#endregion

#region store
var stored = AttendanceDocument.Write(attendance); // store it beside the series: reading the same mail again changes nothing
Console.WriteLine($"{attendance.Entries.Count} responses stored in {stored.Length} characters.");
#endregion

#region describe
static string Describe(ReplyResult result) => result switch
{
    ParticipantReply reply =>
        $"{reply.Sender.Email} responds {reply.Responses[0].Status} to {ListWorkshops(reply)} ({reply.Sender.Trust}){Quote(reply.Comment)}",
    Proposal proposal =>
        $"{proposal.Sender.Email} proposes {proposal.Start} for {proposal.WorkshopId ?? "the series"}{Quote(proposal.Comment)}",
    Delegation delegation =>
        $"{delegation.Sender.Email} delegates to {delegation.DelegatedTo?.Value ?? "somebody else"}{Quote(delegation.Comment)}",
    RefreshRequest refresh => $"{refresh.Sender.Email} asks for the invitation again",
    Bounce bounce => $"{string.Join(", ", bounce.Others.Prepend(bounce).Select(one => one.Email))} cannot be reached: {bounce.Diagnostic}",
    AutoReply reply => $"an automatic reply: {reply.Subject}",
    UnrecognizedMail mail => $"not recognized, {mail.Reason}: {mail.Detail}",
    _ => throw new InvalidOperationException($"This program does not handle a {result.GetType().Name}."),
};

static string ListWorkshops(ParticipantReply reply) =>
    string.Join(", ", reply.Responses.Select(response => response.WorkshopId));

static string Quote(string? comment) => comment is null ? "" : $", “{comment}”";
#endregion
