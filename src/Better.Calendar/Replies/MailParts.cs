using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>The parts of a mail that matter: calendars, delivery reports, returned letters; found within the limits.</summary>
internal sealed class MailParts
{
    private readonly ReplyLimits limits;
    private int count;

    public MailParts(MimeMessage message, ReplyLimits limits)
    {
        this.limits = limits;
        Message = message;
        Walk(message.Body, 0, isReport: false);
    }

    public MimeMessage Message { get; }

    /// <summary>Parts that say that they are calendars, those that say to be replies first.</summary>
    public List<CalendarPart> Calendars { get; } = [];

    /// <summary>Delivery reports (RFC 3464).</summary>
    public List<MessageDeliveryStatus> Reports { get; } = [];

    /// <summary>The letter that a report returns, or its headers; null when there is none.</summary>
    public MimeMessage? Returned { get; private set; }

    /// <summary>Whether it is a report about another mail: a bounce, a receipt.</summary>
    public bool IsReport { get; private set; }

    /// <summary>Which limit the mail is beyond, in a sentence; null when none.</summary>
    public string? Excess { get; private set; }

    private void Walk(MimeEntity? entity, int depth, bool isReport)
    {
        // A multipart without parts is an entity like others; the parser hands out no null, a host's own message may.
        if (entity is null || Excess is not null)
        {
            return;
        }

        if (depth > limits.MostDepth || ++count > limits.MostParts)
        {
            Excess = depth > limits.MostDepth ? "its parts stand too deep in each other" : "it has too many parts";
            return;
        }

        switch (entity)
        {
            case Multipart multipart:
                var reports = isReport || multipart.ContentType.IsMimeType("multipart", "report");
                IsReport |= reports;
                for (var at = 0; at < multipart.Count; at++)
                {
                    Walk(multipart[at], depth + 1, reports);
                }

                break;
            case MessageDeliveryStatus report:
                Reports.Add(report);
                break;
            case MessagePart inner when isReport:
                Returned ??= inner.Message;
                break;
            case MessagePart inner:
                // A gateway or a colleague passed it on. Whose it is, and how sure, is told by the outer mail's From.
                Walk(inner.Message?.Body, depth + 1, isReport: false);
                break;
            case MimePart part when !isReport && CalendarPart.Of(part) is { } calendar:
                var at2 = Calendars.FindIndex(other => other.Rank < calendar.Rank);
                Calendars.Insert(at2 < 0 ? Calendars.Count : at2, calendar);
                break;
        }
    }
}
