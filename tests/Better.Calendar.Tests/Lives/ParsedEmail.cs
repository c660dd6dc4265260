using System.Text;
using MimeKit;

namespace Better.Calendar.Tests.Lives;

/// <summary>What the MIME of an email says: in its calendar part, and in its texts. Read without the library's model.</summary>
internal sealed record ParsedEmail(string Subject, string Text, string Html, string Calendar)
{
    /// <summary>The METHOD of the calendar part.</summary>
    public string Method { get; } = ParsedEvent.Value(Calendar.Split('\n'), "METHOD");

    /// <summary>The events of the calendar part.</summary>
    public IReadOnlyList<ParsedEvent> Events { get; } = ParsedEvent.ReadAll(Calendar);

    /// <summary>The only event of the calendar part, or its master.</summary>
    public ParsedEvent Event => Events[0];

    /// <summary>The same email with another calendar part.</summary>
    public static byte[] Change(byte[] bytes, Func<string, string> change)
    {
        using var message = MimeMessage.Load(new MemoryStream(bytes));
        var part = (TextPart)FindCalendar(message);
        part.Text = change(part.Text);
        using var changed = new MemoryStream();
        message.WriteTo(changed);
        return changed.ToArray();
    }

    public static ParsedEmail Read(byte[] bytes)
    {
        using var message = MimeMessage.Load(new MemoryStream(bytes));
        using var content = new MemoryStream();
        FindCalendar(message).Content!.DecodeTo(content);
        return new(
            message.Subject!,
            // RFC 3676, 4.1: a line that ends with a space continues.
            message.TextBody!.Replace("\r\n", "\n", StringComparison.Ordinal).Replace(" \n", " ", StringComparison.Ordinal),
            System.Net.WebUtility.HtmlDecode(message.HtmlBody!),
            ParsedEvent.Unfold(Encoding.UTF8.GetString(content.ToArray())));
    }

    private static MimePart FindCalendar(MimeMessage message) =>
        message.BodyParts.OfType<MimePart>().Single(part => part.ContentType.IsMimeType("text", "calendar"));
}
