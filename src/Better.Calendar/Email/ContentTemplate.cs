namespace Better.Calendar.Email;

/// <summary>The facts of an email to nobody; filled in, they are what a host's own bodies are made of.</summary>
internal sealed class ContentTemplate(EmailContent facts)
{
    private readonly Text preheader = new(facts.Preheader);
    private readonly Text greeting = new(facts.Greeting);
    private readonly Text opening = new(facts.Opening);
    private readonly Text number = new(facts.WorkshopNumber);
    private readonly Text[] details = [.. facts.Details.Select(static detail => new Text(detail.Value))];
    private readonly Text[] requests = [.. facts.Requests.Select(static request => new Text(request))];
    private readonly Text[] footer = [.. facts.Footer.Select(static line => new Text(line))];
    private readonly Text page = new(facts.RsvpPage?.Text ?? "");

    /// <summary>The facts of a recipient's email.</summary>
    public EmailContent Fill(EmailReader reader)
    {
        return facts with
        {
            Preheader = preheader.Fill(Value),
            Greeting = greeting.Fill(Value),
            Opening = opening.Fill(Value),
            WorkshopNumber = number.Fill(Value),
            Details = Array.TrueForAll(details, static detail => detail.IsShared) ? facts.Details
                : [.. facts.Details.Select((detail, at) => details[at].IsShared ? detail : detail with { Value = details[at].Fill(Value) })],
            Requests = Filled(requests, facts.Requests),
            RsvpPage = reader.Page is { } url ? new(page.Fill(Value), url) : null,
            Footer = Filled(footer, facts.Footer),
        };

        string Value(TemplateText.Slot slot) => slot switch
        {
            TemplateText.Slot.Name => reader.Name,
            TemplateText.Slot.Email => reader.Email.Value,
            TemplateText.Slot.Page => reader.Page!.AbsoluteUri,
            _ => reader.Guests!.Names.Without(reader.Place),
        };

        ValueList<string> Filled(Text[] texts, ValueList<string> shared) =>
            Array.TrueForAll(texts, static text => text.IsShared) ? shared : [.. texts.Select(text => text.Fill(Value))];
    }

    private readonly struct Text(string text)
    {
        private readonly TemplateText? slots = TemplateText.Parse(text, TemplateText.PlaceholderName, TemplateText.PlaceholderEmail.Value);

        public bool IsShared => slots is null;

        public string Fill(Func<TemplateText.Slot, string> values) => slots?.Fill(values) ?? text;
    }
}
