using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>
/// Collects the <see cref="MailContent"/> of a mail from the events of MimeKit's streaming reader, without creating objects for the other
/// parts.
/// </summary>
internal sealed class MimeScanner : MimeReader
{
    private readonly byte[] mail;
    private readonly ParserOptions options;
    private readonly ReplyLimits limits;
    private readonly MailContent content;

    /// <summary>For each multipart or message around the current part, whether it belongs to a report.</summary>
    private readonly Stack<bool> reportStack = new();

    private List<Header> headers = [];
    private bool hasReadHeaders;
    private int partCount;
    private int returnedDepth;
    private int contentStart;
    private int contentEnd;

    public MimeScanner(byte[] mail, ParserOptions options, ReplyLimits limits, MailContent content)
        : base(options, new MemoryStream(mail, writable: false)) =>
        (this.mail, this.options, this.limits, this.content) = (mail, options, limits, content);

    private bool IsInsideReport => reportStack.Count > 0 && reportStack.Peek();

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
        }
    }

    protected override void OnMultipartBegin(
        ContentType contentType,
        long beginOffset,
        int beginLineNumber,
        CancellationToken cancellationToken)
    {
        var isReport = IsInsideReport || contentType.IsMimeType("multipart", "report");
        content.IsReport |= ShouldInspect() && isReport;
        reportStack.Push(isReport);
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
        if (returnedDepth == reportStack.Count)
        {
            returnedDepth = 0;
            content.ReturnedMessage ??= Slice(headersEndOffset, endOffset).ToArray();
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
        if (!ShouldInspect())
        {
            return;
        }

        if (contentType.IsMimeType("message", "delivery-status") || contentType.IsMimeType("message", "global-delivery-status"))
        {
            using var part = new MemoryStream(Slice(beginOffset, endOffset).ToArray(), writable: false);
            if (MimeEntity.Load(options, part, persistent: false, cancellationToken) is MessageDeliveryStatus report)
            {
                content.DeliveryReports.Add(report);
            }
        }
        else if (!IsInsideReport
            && CalendarPart.TryCreate(contentType, new(headers), new(mail, contentStart, contentEnd - contentStart)) is { } calendar)
        {
            var at = content.Calendars.FindIndex(other => other.Rank < calendar.Rank);
            content.Calendars.Insert(at < 0 ? content.Calendars.Count : at, calendar);
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

    private Span<byte> Slice(long start, long end) => mail.AsSpan((int)start, (int)(end - start));
}
