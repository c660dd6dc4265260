using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>Follows MimeKit's reader over a mail and notes what matters, without objects for what does not.</summary>
internal sealed class MailScan : MimeReader
{
    private readonly byte[] mail;
    private readonly ParserOptions options;
    private readonly ReplyLimits limits;
    private readonly MailParts parts;

    /// <summary>For each multipart or message around the present part, whether it belongs to a report.</summary>
    private readonly Stack<bool> around = new();

    private List<Header> headers = [];
    private bool isInside;
    private int count;
    private int returnedDepth;
    private int contentStart;
    private int contentEnd;

    public MailScan(byte[] mail, ParserOptions options, ReplyLimits limits, MailParts parts)
        : base(options, new MemoryStream(mail, writable: false)) =>
        (this.mail, this.options, this.limits, this.parts) = (mail, options, limits, parts);

    private bool IsReport => around.Count > 0 && around.Peek();

    protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => headers = [];

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken) => headers.Add(header);

    protected override void OnHeadersEnd(long beginOffset, int beginLineNumber, long endOffset, int endLineNumber, CancellationToken cancellationToken)
    {
        if (!isInside)
        {
            (isInside, parts.Headers, parts.BodyStart) = (true, new(headers), (int)endOffset);
        }
    }

    protected override void OnMultipartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        var isReport = IsReport || contentType.IsMimeType("multipart", "report");
        parts.IsReport |= Counts() && isReport;
        around.Push(isReport);
    }

    protected override void OnMultipartEnd(ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken) =>
        around.Pop();

    protected override void OnMessagePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        var isReturned = Counts() && IsReport;

        // Otherwise a gateway or a colleague passed it on. Whose it is, and how sure, is told by the outer mail's From.
        around.Push(false);
        returnedDepth = isReturned ? around.Count : returnedDepth;
    }

    protected override void OnMessagePartEnd(ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken)
    {
        if (returnedDepth == around.Count)
        {
            returnedDepth = 0;
            parts.Returned ??= Slice(headersEndOffset, endOffset).ToArray();
        }

        around.Pop();
    }

    protected override void OnMimePartContentBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken) =>
        contentStart = (int)beginOffset;

    protected override void OnMimePartContentEnd(long beginOffset, int beginLineNumber, long endOffset, int lines, NewLineFormat? newLineFormat, CancellationToken cancellationToken) =>
        contentEnd = (int)endOffset;

    protected override void OnMimePartEnd(ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken)
    {
        if (!Counts())
        {
            return;
        }

        if (contentType.IsMimeType("message", "delivery-status") || contentType.IsMimeType("message", "global-delivery-status"))
        {
            using var part = new MemoryStream(Slice(beginOffset, endOffset).ToArray(), writable: false);
            if (MimeEntity.Load(options, part, persistent: false, cancellationToken) is MessageDeliveryStatus report)
            {
                parts.Reports.Add(report);
            }
        }
        else if (!IsReport && CalendarPart.Of(contentType, new(headers), new(mail, contentStart, contentEnd - contentStart)) is { } calendar)
        {
            var at = parts.Calendars.FindIndex(other => other.Rank < calendar.Rank);
            parts.Calendars.Insert(at < 0 ? parts.Calendars.Count : at, calendar);
        }
    }

    /// <summary>Whether the part that begins here is one to be looked at: within the limits, and not inside of a returned letter.</summary>
    private bool Counts()
    {
        if (parts.Excess is not null || returnedDepth > 0)
        {
            return false;
        }

        if (around.Count > limits.MostDepth || ++count > limits.MostParts)
        {
            parts.Excess = around.Count > limits.MostDepth ? "its parts stand too deep in each other" : "it has too many parts";
            return false;
        }

        return true;
    }

    private Span<byte> Slice(long start, long end) => mail.AsSpan((int)start, (int)(end - start));
}
