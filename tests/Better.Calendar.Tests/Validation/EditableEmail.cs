using System.Text;
using Better.Calendar.Icalendar.Writing;

namespace Better.Calendar.Tests.Validation;

/// <summary>An email of this library in separate pieces, which tests change one at a time and assemble again.</summary>
internal sealed record EditableEmail
{
    public required string Headers { get; init; }

    public string Mixed { get; init; } = "Content-Type: multipart/mixed; boundary=MIXED";

    public string Alternative { get; init; } = "Content-Type: multipart/alternative; boundary=ALTERNATIVE";

    /// <summary>The text parts of multipart/alternative, each with its headers.</summary>
    public required ValueList<string> Bodies { get; init; }

    public string CalendarType { get; init; } = "Content-Type: text/calendar; charset=utf-8; method=REQUEST";

    /// <summary>More headers of the calendar part, each with its line break.</summary>
    public string CalendarHeaders { get; init; } = "";

    public required byte[] Calendar { get; init; }

    /// <summary>The transfer encoding of the calendar part; null: base64.</summary>
    public string? CalendarEncoding { get; init; }

    public string CopyType { get; init; } = "Content-Type: application/ics\r\nContent-Disposition: attachment; filename=invite.ics";

    /// <summary>The bytes of the attached copy; null: the same as the calendar part.</summary>
    public byte[]? Copy { get; init; }

    public bool HasCopy { get; init; } = true;

    /// <summary>Parts after the copy, each with its headers.</summary>
    public ValueList<string> MoreParts { get; init; } = [];

    /// <summary>Splits an email into its pieces.</summary>
    public static EditableEmail FromEmail(InvitationEmail email)
    {
        var text = Encoding.ASCII.GetString(email.Bytes.Span);
        return new()
        {
            Headers = text[..text.IndexOf("Content-Type:", StringComparison.Ordinal)],
            Bodies = [Body("plain", email.Language, email.Text), Body("html", email.Language, email.Html)],
            Calendar = email.Calendar!.Bytes.ToArray(),
            CalendarType = $"Content-Type: text/calendar; charset=utf-8; method={email.Calendar.MethodName}",
        };
    }

    /// <summary>A text part with its headers.</summary>
    public static string Body(string subtype, string language, string text) =>
        $"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Language: {language}\r\n{Base64(Encoding.UTF8.GetBytes(text))}";

    /// <summary>The calendar's lines, unfolded.</summary>
    public IEnumerable<string> Lines => LineFolder.Unfold(Encoding.UTF8.GetString(Calendar));

    /// <summary>Replaces the calendar.</summary>
    public EditableEmail With(IEnumerable<string> lines) => this with { Calendar = LineFolder.Fold(lines) };

    /// <summary>Replaces some bytes of the calendar, wherever they appear.</summary>
    public EditableEmail With(string original, string replacement)
    {
        var text = Encoding.Latin1.GetString(Calendar);
        Assert.That(text, Does.Contain(original));
        return this with { Calendar = Encoding.Latin1.GetBytes(text.Replace(original, replacement, StringComparison.Ordinal)) };
    }

    public byte[] Bytes()
    {
        var text = new StringBuilder(Headers).Append(Mixed).Append("\r\n\r\n--MIXED\r\n").Append(Alternative).Append("\r\n\r\n");
        var encoded = CalendarEncoding is null
            ? Base64(Calendar)
            : $"Content-Transfer-Encoding: {CalendarEncoding}\r\n\r\n{Encoding.Latin1.GetString(Calendar)}";
        var calendar = $"{CalendarType}\r\n{CalendarHeaders}{encoded}";
        foreach (var part in Bodies.Append(calendar))
        {
            text.Append("--ALTERNATIVE\r\n").Append(part).Append("\r\n");
        }

        text.Append("--ALTERNATIVE--\r\n");
        foreach (var part in MoreParts.Prepend(HasCopy ? $"{CopyType}\r\n{Base64(Copy ?? Calendar)}" : ""))
        {
            text.Append(part.Length == 0 ? "" : $"--MIXED\r\n{part}\r\n");
        }

        return Encoding.Latin1.GetBytes(text.Append("--MIXED--\r\n").ToString());
    }

    public static string Base64(byte[] bytes) =>
        $"Content-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)}\r\n";
}
