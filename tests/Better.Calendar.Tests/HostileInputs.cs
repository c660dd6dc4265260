using System.Text;
using Better.Calendar.Tests.Replies;

namespace Better.Calendar.Tests;

/// <summary>
/// The worst shapes that we know of what strangers write, for each reader and in any size: names that repeat, lists that go on, parts in
/// parts, and whatever one reader looks up in what another one collects.
/// </summary>
internal static partial class HostileInputs
{
    /// <summary>A shape: what it is, which reader it is for, and its text of about so many characters.</summary>
    public sealed record Shape(string Name, Action<byte[]> Read, Func<int, string> Create)
    {
        public Encoding Encoding { get; init; } = Encoding.UTF8;

        /// <summary>How many inputs of this size it takes.</summary>
        public int Inputs { get; init; } = 1;

        public byte[] ToBytes(int size) => Encoding.GetBytes(Create(size));

        public override string ToString() => Name;
    }

    public static IEnumerable<Shape> All => Replies().Concat(Bounces()).Concat(Calendars()).Concat(Emails()).Concat(Documents());

    private const string TnefStart = "\u0078\u009F\u003E\u0022\u0001\u0000";
    private const string Entry =
        "{\"email\":\"a@b.example\",\"workshop\":\"1\",\"response\":\"accepted\",\"role\":\"invited\",\"trust\":\"token\","
            + "\"sequence\":0,\"stamp\":\"2027-03-01T10:00:00Z\",\"key\":\"a\"},";

    private const string OneEvent = "DTSTAMP:20270301T100000Z\r\nDTSTART:20270414T070000Z\r\nDTEND:20270414T100000Z\r\nSUMMARY:A\r\n";

    /// <summary>A calendar as programs write it, of about so many bytes.</summary>
    public static byte[] OrdinaryCalendar(int size) => Encoding.UTF8.GetBytes(File(Number(size, static i =>
        $"BEGIN:VEVENT\r\nUID:{i}@host.example\r\n{OneEvent}LOCATION:A room\r\nDESCRIPTION:What happens there\r\nEND:VEVENT\r\n")));

    private static Shape Reply(string name, Func<int, string> create) =>
        new($"reply: {name}", static mail => ReplyReader.Read(mail, Corpus.Series, Corpus.Policy), create);

    private static Shape Check(string name, Func<int, string> create) =>
        new($"file: {name}", static file => InvitationValidator.ValidateCalendar(file), create);

    private static Shape Email(string name, Func<int, string> create) => new(
        name,
        static mail => InvitationValidator.ValidateEmail(mail),
        n => $"From: a@b.example\r\nMIME-Version: 1.0\r\n{create(n)}");

    private static Shape Document(string name, Func<int, string> create) => new(
        $"document: {name}",
        static document => Refuse(() => SeriesDocument.Read(new MemoryStream(document))),
        create);

    private static Shape Attendance(string name, Func<int, string> create) => new(
        name,
        static document => Refuse(() => AttendanceDocument.Read(Encoding.UTF8.GetString(document))),
        create);

    private static void ReadList(byte[] csv) => Refuse(() => ParticipantList.Read(new MemoryStream(csv), Samples.Small()));

    private static Shape Compare(string name, Func<int, string> create) =>
        new($"revision: {name}", static file => InvitationValidator.ValidateRevision(file, file), create) { Inputs = 2 };

    private static void Refuse(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidSeriesException)
        {
            // Most of them are refused, with the errors.
        }
    }

    private static string Repeat(string text, int size) =>
        new StringBuilder(size).Insert(0, text, Math.Max(size / text.Length, 1)).ToString();

    /// <summary>Pieces with running numbers, of about so many characters.</summary>
    private static string Number(int size, Func<int, string> create)
    {
        var text = new StringBuilder(size);
        for (var i = 0; text.Length < size; i++)
        {
            text.Append(create(i));
        }

        return text.ToString();
    }

    private static string Filler(int size) => new('x', size);

    private static string File(string lines) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\n{lines}END:VCALENDAR\r\n";

    private static string Event(string lines) => File($"BEGIN:VEVENT\r\nUID:a@b.example\r\n{OneEvent}{lines}END:VEVENT\r\n");

    private static string Zone(string observances) => $"BEGIN:VTIMEZONE\r\nTZID:Europe/Budapest\r\n{observances}END:VTIMEZONE\r\n";

    private static string Participants(int count, Func<int, string> property)
    {
        string Describe(int i) => $"{{ \"name\": \"A\", \"email\": \"a{i}@b.example\", {property(i)} }}";
        return $$"""{ "participants": [ {{string.Join(", ", Enumerable.Range(0, count).Select(Describe))}} ] }""";
    }

    private static string Counter(string observances) => Calendar(
        "COUNTER",
        $"BEGIN:VTIMEZONE\nTZID:Nowhere\n{observances}END:VTIMEZONE\nBEGIN:VEVENT\nUID:spring.1@host.example\n"
            + "ATTENDEE:mailto:anna@guest.example\nDTSTART;TZID=Nowhere:29000414T090000\nEND:VEVENT\n");

    private static string Calendar(string method, string components) =>
        $"From: anna@guest.example\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method={method}\r\n\r\n"
            + $"BEGIN:VCALENDAR\nMETHOD:{method}\n{components}END:VCALENDAR\n";

    private static string Text(string text) => $"From: anna@guest.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n";

    private static string Multipart(string type, string parts) =>
        $"From: MAILER-DAEMON@mx.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/{type}; boundary=b\r\n\r\n{parts}";

    private static string Bounce(string text, string type = "text/plain") =>
        $"From: MAILER-DAEMON@mx.example\r\nMIME-Version: 1.0\r\nContent-Type: {type}\r\n\r\nCould not be delivered to: {text}\r\n";

    private static string Report(string fields) => Multipart(
        "report; report-type=delivery-status",
        $"--b\r\nContent-Type: message/delivery-status\r\n\r\n{fields}\r\n--b--\r\n");

    private static string Encode(string type, string content) =>
        $"From: anna@guest.example\r\nMIME-Version: 1.0\r\nContent-Type: {type}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Convert.ToBase64String(Encoding.Latin1.GetBytes(content), Base64FormattingOptions.InsertLineBreaks);
}
