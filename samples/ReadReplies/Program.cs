// Reads a folder of replies and shows who attends: ReadReplies [FOLDER [SERIES.json]]. Without a folder, it reads the mails of this sample.
using Better.Calendar;

var folder = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "ReadRepliesMails");
using var document = args.Length > 1 ? File.OpenRead(args[1]) : typeof(Program).Assembly.GetManifestResourceStream("open-data-2027.json")!;
var series = SeriesDocument.Read(document);

#region read
var policy = new ReplyPolicy { TrustedAuthenticationServer = "mx.cityhall.example" }; // our own mail server: its Authentication-Results are trusted
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
    Console.WriteLine($"{workshop.Title.GetText("en", series.Language)}: {summary.Accepted} accepted, {summary.Tentative} tentative, {summary.Declined} declined, {summary.NoResponse} without a response ({summary.Unreachable} not reached), {summary.AwaitingConfirmation} to confirm");
}
#endregion

#region store
var stored = AttendanceDocument.Write(attendance); // store it beside the series: reading the same mail again changes nothing
#endregion
Console.WriteLine($"{attendance.Entries.Count} responses are stored in {stored.Length} characters.");

#region describe
static string Describe(ReplyResult result) => result switch
{
    ParticipantReply reply => $"{reply.Sender.Email} responds {reply.Responses[0].Status} to {string.Join(", ", reply.Responses.Select(response => response.WorkshopId))} ({reply.Sender.Trust}){FormatComment(reply.Comment)}",
    Proposal proposal => $"{proposal.Sender.Email} proposes {proposal.Start} for {proposal.WorkshopId ?? "the series"}{FormatComment(proposal.Comment)}",
    Delegation delegation => $"{delegation.Sender.Email} delegates to {delegation.DelegatedTo?.Value ?? "somebody else"}{FormatComment(delegation.Comment)}",
    RefreshRequest refresh => $"{refresh.Sender.Email} asks for the invitation again",
    Bounce bounce => $"{bounce.Email} cannot be reached: {bounce.Diagnostic}",
    AutoReply autoReply => $"an automatic reply: {autoReply.Subject}",
    UnrecognizedMail unrecognized => $"set aside, {unrecognized.Reason}: {unrecognized.Detail}",
    _ => throw new InvalidOperationException($"This program does not know the result type {result.GetType().Name}."),
};

static string FormatComment(string? comment) => comment is null ? "" : $", “{comment}”";
#endregion
