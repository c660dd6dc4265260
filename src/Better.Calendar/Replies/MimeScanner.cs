using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>
/// Collects the <see cref="MailContent"/> of a mail from the events of MimeKit's streaming reader, without creating objects for the other
/// parts.
/// </summary>
internal sealed class MimeScanner : MimeReader
{
    // A gateway encodes a forwarded mail, and the next one again; more has no purpose.
    private const int MaxEncodedDepth = 3;

    private readonly byte[] mail;
    private readonly ReplyLimits limits;
    private readonly MailContent content;
    private readonly int encodedDepth;

    /// <summary>For each multipart or message around the current part, whether it belongs to a report.</summary>
    private readonly Stack<bool> reportStack = new();

    private List<Header> headers = [];
    private bool hasReadHeaders;
    private int partCount;
    private int messageDepth;
    private int returnedDepth;
    private int contentStart;
    private int contentEnd;

    public MimeScanner(byte[] mail, ParserOptions options, ReplyLimits limits, MailContent content, int encodedDepth)
        : base(options, new MemoryStream(mail, writable: false)) =>
        (this.mail, this.limits, this.content, this.encodedDepth) = (mail, limits, content, encodedDepth);

    private bool IsInsideReport => reportStack.Count > 0 && reportStack.Peek();

    private bool IsForwarded => messageDepth > 0 || encodedDepth > 0;

    protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => headers = [];

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken) => headers.Add(header);

    protected override void OnHeadersEnd(
        long beginOffset,
        int beginLineNumber,
        long endOffset,
        int endLineNumber,
        CancellationToken cancellationToken)
    {
        if (!hasReadHeaders)
        {
            (hasReadHeaders, content.Headers, content.BodyStart) = (true, new(headers), (int)endOffset);
            content.Body = new(mail, content.BodyStart, mail.Length - content.BodyStart);
        }
    }

    protected override void OnMultipartBegin(
        ContentType contentType,
        long beginOffset,
        int beginLineNumber,
        CancellationToken cancellationToken)
    {
        var isReport = contentType.IsMimeType("multipart", "report");
        if (ShouldInspect() && isReport && !IsForwarded)
        {
            content.IsReport = true;
            content.IsDeliveryReport |=
                "delivery-status".Equals(contentType.Parameters["report-type"]?.Trim(), StringComparison.OrdinalIgnoreCase);
        }

        reportStack.Push(IsInsideReport || isReport);
    }

    protected override void OnMultipartEnd(
        ContentType contentType,
        long beginOffset,
        int beginLineNumber,
        long headersEndOffset,
        long endOffset,
        int lines,
        CancellationToken cancellationToken) =>
        reportStack.Pop();

    protected override void OnMessagePartBegin(
        ContentType contentType,
        long beginOffset,
        int beginLineNumber,
        CancellationToken cancellationToken)
    {
        var isReturned = ShouldInspect() && IsInsideReport;

        // Otherwise a gateway or a colleague forwarded the mail: its parts are read, and the From of the outer mail decides who sent them.
        reportStack.Push(false);
        messageDepth++;
        returnedDepth = isReturned ? reportStack.Count : returnedDepth;
    }

    protected override void OnMessagePartEnd(
        ContentType contentType,
        long beginOffset,
        int beginLineNumber,
        long headersEndOffset,
        long endOffset,
        int lines,
        CancellationToken cancellationToken)
    {
        returnedDepth = returnedDepth == reportStack.Count ? 0 : returnedDepth;
        if (--messageDepth == 0)
        {
            content.EmbeddedMessage ??= mail.AsSpan((int)headersEndOffset, (int)(endOffset - headersEndOffset)).ToArray();
        }

        reportStack.Pop();
    }

    protected override void OnMimePartContentBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken) =>
        contentStart = (int)beginOffset;

    protected override void OnMimePartContentEnd(
        long beginOffset,
        int beginLineNumber,
        long endOffset,
        int lines,
        NewLineFormat? newLineFormat,
        CancellationToken cancellationToken) =>
        contentEnd = (int)endOffset;

    protected override void OnMimePartEnd(
        ContentType contentType,
        long beginOffset,
        int beginLineNumber,
        long headersEndOffset,
        long endOffset,
        int lines,
        CancellationToken cancellationToken)
    {
        if (ShouldInspect())
        {
            Inspect(new(contentType, new(headers), new(mail, contentStart, contentEnd - contentStart)));
        }
    }

    private void Inspect(PartContent part)
    {
        var type = part.Type;
        if (type.IsMimeType("message", "delivery-status") || type.IsMimeType("message", "global-delivery-status"))
        {
            content.DeliveryReports.Add(part);
        }
        else if (type.IsMimeType("message", "disposition-notification") || type.IsMimeType("message", "global-disposition-notification"))
        {
            content.Disposition ??= part;
        }
        else if (type.IsMimeType("message", "*"))
        {
            InspectEncodedMessage(part.Decode(limits.MaxBytes));
        }
        else if (SignedContent.IsSigned(part))
        {
            InspectSigned(part);
        }
        else if (!IsInsideReport && CalendarPart.TryCreate(part, IsForwarded) is { } calendar)
        {
            content.Add(calendar);
        }
        else if (type.IsMimeType("application", "ms-tnef") || type.IsMimeType("application", "vnd.ms-tnef"))
        {
            content.Tnef ??= part;
        }
        else if (type.IsMimeType("text", "*") && !IsForwarded)
        {
            content.Texts.Add(part);
        }
    }

    /// <summary>Reads a mail that a gateway encoded (RFC 2046, 5.2.1 forbids it), which MimeKit leaves as it is.</summary>
    private void InspectEncodedMessage(byte[]? bytes)
    {
        if (bytes is null || encodedDepth == MaxEncodedDepth)
        {
            return;
        }

        content.EmbeddedMessage ??= bytes;
        if (!IsInsideReport)
        {
            InspectDecoded(bytes, isForwarded: true);
        }
    }

    /// <summary>Reads what S/MIME wraps. Whether the signature is right is not judged: a reply counts with and without one.</summary>
    private void InspectSigned(PartContent part)
    {
        if (encodedDepth < MaxEncodedDepth && part.Decode(limits.MaxBytes) is { } bytes && SignedContent.Find(bytes) is { } inner)
        {
            InspectDecoded(inner, isForwarded: IsForwarded);
        }
    }

    private void InspectDecoded(byte[] bytes, bool isForwarded)
    {
        try
        {
            var inner = MailContent.Parse(bytes, limits, encodedDepth + 1);
            content.ExceededLimit ??= inner.ExceededLimit;
            inner.Calendars.ForEach(calendar => content.Add(calendar with { IsForwarded = isForwarded }));
            content.Texts.AddRange(isForwarded ? [] : inner.Texts);
        }
        catch (FormatException)
        {
            // It is no mail; there is nothing to read.
        }
    }

    /// <summary>
    /// Counts the part, and returns whether it is to be inspected: it is within the limits and not inside a returned email.
    /// </summary>
    private bool ShouldInspect()
    {
        if (content.ExceededLimit is not null || returnedDepth > 0)
        {
            return false;
        }

        if (reportStack.Count > limits.MaxDepth || ++partCount > limits.MaxParts)
        {
            content.ExceededLimit = reportStack.Count > limits.MaxDepth
                ? "its MIME parts are nested too deeply"
                : "it has too many MIME parts";
            return false;
        }

        return true;
    }
}
