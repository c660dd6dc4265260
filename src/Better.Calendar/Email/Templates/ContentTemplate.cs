using Better.Calendar.Model;

namespace Better.Calendar.Email.Templates;

/// <summary>The content of an email to the placeholder recipient; filled in, it is what a host's custom bodies are made of.</summary>
internal sealed class ContentTemplate(EmailContent content)
{
    private readonly Text preheader = new(content.Preheader);
    private readonly Text greeting = new(content.Greeting);
    private readonly Text opening = new(content.Opening);
    private readonly Text number = new(content.WorkshopNumber);
    private readonly Text[] details = [.. content.Details.Select(static detail => new Text(detail.Value))];
    private readonly Text[] requests = [.. content.Requests.Select(static request => new Text(request))];
    private readonly Text[] hints = [.. content.ResponseHints.Select(static hint => new Text(hint))];
    private readonly Text[] footer = [.. content.Footer.Select(static line => new Text(line))];
    private readonly Text page = new(content.RsvpPage?.Text ?? "");
    private readonly Text[] meetingDetails = [.. content.MeetingDetails.Select(static detail => new Text(detail.Value))];
    private readonly LinkText joinLink = new(content.JoinLink);
    private readonly LinkText[] schedule = [.. content.Schedule.Select(static row => new LinkText(row.JoinLink))];

    /// <summary>The content of a recipient's email.</summary>
    public EmailContent Fill(RecipientValues recipient)
    {
        return content with
        {
            Preheader = preheader.Fill(GetValue),
            Greeting = greeting.Fill(GetValue),
            Opening = opening.Fill(GetValue),
            WorkshopNumber = number.Fill(GetValue),
            Details = FillValues(details, content.Details),
            MeetingDetails = FillValues(meetingDetails, content.MeetingDetails),
            JoinLink = joinLink.Fill(recipient.Meetings),
            Schedule = Array.TrueForAll(schedule, static row => row.IsShared) ? content.Schedule
                : [.. content.Schedule.Select((row, at) => row with { JoinLink = schedule[at].Fill(recipient.Meetings) })],
            Requests = FillAll(requests, content.Requests),
            ResponseHints = FillAll(hints, content.ResponseHints),
            RsvpPage = recipient.Page is { } url ? new(page.Fill(GetValue), url) : null,
            Choices = recipient.Page is { } chosen
                ? [.. content.Choices.Select((choice, at) => choice with
                {
                    Url = content.Choices.Count == 1 ? chosen : RsvpChoice.AddTo(chosen, RsvpChoice.All[at]),
                })]
                : [],
            Footer = FillAll(footer, content.Footer),
        };

        string GetValue(TemplateText.Slot slot) => slot.Kind switch
        {
            TemplateText.Placeholder.Name => recipient.Name,
            TemplateText.Placeholder.Email => recipient.Email.Value,
            TemplateText.Placeholder.Guests => recipient.Guests!.Names.Without(recipient.GuestIndex),
            _ => LinkValues.GetText(recipient.Page, recipient.Meetings, slot),
        };

        ValueList<LabelledValue> FillValues(Text[] texts, ValueList<LabelledValue> shared) =>
            Array.TrueForAll(texts, static text => text.IsShared) ? shared
                : [.. shared.Select((detail, at) => texts[at].IsShared ? detail : detail with { Value = texts[at].Fill(GetValue) })];

        ValueList<string> FillAll(Text[] texts, ValueList<string> shared) =>
            Array.TrueForAll(texts, static text => text.IsShared) ? shared : [.. texts.Select(text => text.Fill(GetValue))];
    }

    private readonly struct Text(string text)
    {
        private readonly TemplateText? template =
            TemplateText.Parse(text, TemplateText.PlaceholderName, TemplateText.PlaceholderEmail.Value);

        public bool IsShared => template is null;

        public string Fill(Func<TemplateText.Slot, string> values) => template?.Fill(values) ?? text;
    }

    /// <summary>A link that may be a meeting of the recipient's own.</summary>
    private readonly struct LinkText(ContentLink? link)
    {
        private readonly int number = link is not null
            && TemplateText.Parse(LinkFormatter.Format(link.Url), TemplateText.PlaceholderName, TemplateText.PlaceholderEmail.Value)
                is { Placeholders: [{ Kind: TemplateText.Placeholder.JoinLink } slot] }
                ? slot.Number
                : -1;

        public bool IsShared => number < 0;

        public ContentLink? Fill(RecipientMeetings? meetings) =>
            number < 0 ? link : link! with { Url = meetings!.GetUrl(number) };
    }
}
