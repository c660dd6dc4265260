// Who comes, by a folder of mails that came back: ReadReplies [FOLDER [SERIES.json]]. Without a folder, the mails beside this program.
using Better.Calendar;

var folder = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "ReadRepliesMails");
using var document = args.Length > 1 ? File.OpenRead(args[1]) : typeof(Program).Assembly.GetManifestResourceStream("open-data-2027.json")!;
var series = SeriesDocument.Read(document);

#region read
var policy = new ReplyPolicy { TrustedAuthenticationServer = "mx.cityhall.example" }; // our own server: what it says about senders is believed
var attendance = Attendance.Empty;
foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal))
{
    using var mail = File.OpenRead(file);
    var reading = ReplyReader.Read(mail, series, policy);
    Console.WriteLine($"{Path.GetFileName(file)}: {Told(reading)}");
    attendance = attendance.WithReply(reading);
}
#endregion

#region count
foreach (var workshop in series.Workshops)
{
    var counts = attendance.Summarize(series, workshop);
    Console.WriteLine($"{workshop.Title.GetText("en", series.Language)}: {counts.Accepted} come, {counts.Tentative} perhaps, {counts.Declined} do not, {counts.NoResponse} without a response ({counts.Unreachable} not reached), {counts.AwaitingConfirmation} to confirm");
}
#endregion

#region store
var stored = AttendanceDocument.Write(attendance); // keep it beside the series: reading the same mail again changes nothing
#endregion
Console.WriteLine($"{attendance.Entries.Count} answers kept in {stored.Length} characters.");

#region tell
static string Told(ReplyResult reading) => reading switch
{
    ParticipantReply response => $"{response.Sender.Email} says {response.Responses[0].Status} to {string.Join(", ", response.Responses.Select(given => given.WorkshopId))} ({response.Sender.Trust}){Said(response.Comment)}",
    Proposal proposal => $"{proposal.Sender.Email} proposes {proposal.Start} for {proposal.WorkshopId}{Said(proposal.Comment)}",
    Delegation delegation => $"{delegation.Sender.Email} sends {delegation.DelegatedTo?.Value ?? "somebody else"}{Said(delegation.Comment)}",
    RefreshRequest refresh => $"{refresh.Sender.Email} asks for the invitation again",
    Bounce bounce => $"{bounce.Email} cannot be reached: {bounce.Diagnostic}",
    AutoReply automatic => $"an automatic reply: {automatic.Subject}",
    UnrecognizedMail not => $"set aside, {not.Reason}: {not.Detail}",
    _ => throw new InvalidOperationException($"{reading.GetType().Name} is new to this program."),
};

static string Said(string? comment) => comment is null ? "" : $", “{comment}”";
#endregion
