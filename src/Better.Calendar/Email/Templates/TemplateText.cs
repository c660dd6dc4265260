using System.Text;
using Better.Calendar.Model;

namespace Better.Calendar.Email.Templates;

/// <summary>
/// A text with placeholders for what differs between recipients: name, address, RSVP page, the names of the other guests.
/// </summary>
/// <remarks>
/// A template is made from an email to a placeholder recipient, whose name and address occur in no other text. Wherever they appear
/// in that email, a real recipient's values are filled in.
/// </remarks>
internal sealed class TemplateText
{
    /// <summary>
    /// The name of the placeholder recipient: private-use characters, which are allowed in a name but which no real name has.
    /// </summary>
    public const string PlaceholderName = "\uF4A1\uF4A2 recipient \uF4A2\uF4A1";

    /// <summary>The name of the placeholder guest, who stands for all other guests.</summary>
    public const string PlaceholderGuests = "\uF4A3\uF4A4guests\uF4A4\uF4A3";

    private const string PlaceholderAddress = "recipient.f4a1f4a2@slot.invalid";

    /// <summary>The literal texts around the placeholders: one more than there are placeholders.</summary>
    private readonly List<string> literalTexts = [];

    private readonly List<byte[]> literals = [];

    private readonly List<Placeholder> placeholders = [];

    private TemplateText()
    {
    }

    /// <summary>What differs between recipients in a text.</summary>
    public enum Placeholder
    {
        /// <summary>The recipient's name.</summary>
        Name,

        /// <summary>Their address.</summary>
        Email,

        /// <summary>The address of their RSVP page with the response yes preselected.</summary>
        Accepted,

        /// <summary>The same with maybe.</summary>
        Tentative,

        /// <summary>The same with no.</summary>
        Declined,

        /// <summary>The address of their RSVP page.</summary>
        Page,

        /// <summary>The names of the other guests.</summary>
        Guests,
    }

    /// <summary>The address of the placeholder recipient.</summary>
    public static EmailAddress PlaceholderEmail { get; } = EmailAddress.Parse(PlaceholderAddress);

    /// <summary>The placeholder for the address of the recipient's RSVP page.</summary>
    public static Uri PlaceholderPage { get; } = new("https://page.f4a1f4a2.slot.invalid/");

    /// <summary>The placeholder page with each response, in the order of <see cref="RsvpChoice.All"/>.</summary>
    private static string[] ChoiceMarkers { get; } =
        [.. RsvpChoice.All.Select(static response => LinkFormatter.Format(RsvpChoice.AddTo(PlaceholderPage, response)))];

    /// <summary>The only guest of the email that a template is made from.</summary>
    public static Participant PlaceholderGuest { get; } =
        new() { Name = PlaceholderGuests, Email = EmailAddress.Parse("guests.f4a3f4a4@slot.invalid") };

    /// <summary>What stands before the first placeholder, in UTF-8.</summary>
    public byte[] FirstLiteral => literals[0];

    /// <summary>The address of a page as a placeholder stands for it.</summary>
    public static string GetPage(Uri page, Placeholder placeholder) => placeholder is Placeholder.Page
        ? LinkFormatter.Format(page)
        : LinkFormatter.Format(RsvpChoice.AddTo(page, RsvpChoice.All[placeholder - Placeholder.Accepted]));

    /// <summary>Whether a text holds the placeholder recipient's name or address.</summary>
    public static bool ContainsPlaceholder(string text) =>
        text.IndexOf(PlaceholderName, StringComparison.Ordinal) >= 0 || text.IndexOf(PlaceholderAddress, StringComparison.Ordinal) >= 0;

    /// <summary>Finds the placeholders in a text; null if it has none.</summary>
    /// <param name="text">A line of the email that a template is made from.</param>
    /// <param name="name">The placeholder name, escaped as in this text.</param>
    /// <param name="email">The placeholder address, escaped as in this text.</param>
    public static TemplateText? Parse(string text, string name, string email)
    {
        // The address of the page begins those with a response, so it comes after them.
        ReadOnlySpan<string> markers =
            [name, email, ChoiceMarkers[0], ChoiceMarkers[1], ChoiceMarkers[2], LinkFormatter.Format(PlaceholderPage), PlaceholderGuests];
        var result = new TemplateText();
        for (var at = 0; ;)
        {
            var (next, placeholder) = (-1, Placeholder.Name);
            for (var i = 0; i < markers.Length; i++)
            {
                var position = text.IndexOf(markers[i], at, StringComparison.Ordinal);
                (next, placeholder) = position >= 0 && (next < 0 || position < next) ? (position, (Placeholder)i) : (next, placeholder);
            }

            result.literalTexts.Add(text.Substring(at, (next < 0 ? text.Length : next) - at));
            result.literals.Add(Encoding.UTF8.GetBytes(result.literalTexts[result.literalTexts.Count - 1]));
            if (next < 0)
            {
                return result.placeholders.Count == 0 ? null : result;
            }

            result.placeholders.Add(placeholder);
            at = next + markers[(int)placeholder].Length;
        }
    }

    /// <summary>
    /// What stands before and after the names of the guests; null if the text has no such names, or also another placeholder.
    /// </summary>
    public (string Before, string After)? AroundGuests =>
        placeholders.Count == 1 && placeholders[0] == Placeholder.Guests ? (literalTexts[0], literalTexts[1]) : null;

    /// <summary>Whether the text names the guests.</summary>
    public bool HasGuests => placeholders.Contains(Placeholder.Guests);

    /// <summary>The text with a recipient's values filled in.</summary>
    public string Fill(Func<Placeholder, string> values)
    {
        var filled = StringBuilderCache.Acquire();
        for (var at = 0; at < placeholders.Count; at++)
        {
            filled.Append(literalTexts[at]).Append(values(placeholders[at]));
        }

        return StringBuilderCache.GetStringAndRelease(filled.Append(literalTexts[placeholders.Count]));
    }

    /// <summary>Writes the text with a recipient's values filled in.</summary>
    /// <param name="output">The buffer to append to.</param>
    /// <param name="name">The recipient's name, escaped for this text, in UTF-8.</param>
    /// <param name="email">The recipient's address, escaped for this text.</param>
    /// <param name="pages">The addresses of the recipient's RSVP page, escaped for this text; default if there is none.</param>
    public void Write(ByteBuffer output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> email, PageValues? pages = null)
    {
        output.Append(FirstLiteral);
        WriteAfterFirstLiteral(output, name, email, pages);
    }

    /// <summary>Writes what follows <see cref="FirstLiteral"/>.</summary>
    /// <inheritdoc cref="Write"/>
    public void WriteAfterFirstLiteral(
        ByteBuffer output,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> email,
        PageValues? pages = null)
    {
        for (var at = 0; at < placeholders.Count; at++)
        {
            output.Append(placeholders[at] switch
            {
                Placeholder.Name => name,
                Placeholder.Email => email,
                var page => pages is null ? default : pages[page],
            });
            output.Append(literals[at + 1]);
        }
    }
}

/// <summary>The addresses of a recipient's RSVP page, escaped for a text, in UTF-8; each is made when a line asks for it.</summary>
internal sealed class PageValues
{
    private readonly Dictionary<TemplateText.Placeholder, byte[]> encoded = [];
    private Uri? page;
    private Func<string, string> escape = static text => text;

    /// <summary>The shortest page, to see how a line wraps.</summary>
    public static PageValues CreateSample() => new PageValues().Set(TemplateText.PlaceholderPage, static _ => "x");

    public ReadOnlySpan<byte> this[TemplateText.Placeholder placeholder]
    {
        get
        {
            if (page is null)
            {
                return default;
            }

            if (!encoded.TryGetValue(placeholder, out var value))
            {
                encoded[placeholder] = value = Encoding.UTF8.GetBytes(escape(TemplateText.GetPage(page, placeholder)));
            }

            return value;
        }
    }

    /// <summary>Takes the page of another recipient, or for another text.</summary>
    public PageValues Set(Uri? newPage, Func<string, string> newEscape)
    {
        encoded.Clear();
        (page, escape) = (newPage, newEscape);
        return this;
    }
}

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

    /// <summary>The content of a recipient's email.</summary>
    public EmailContent Fill(RecipientValues recipient)
    {
        return content with
        {
            Preheader = preheader.Fill(GetValue),
            Greeting = greeting.Fill(GetValue),
            Opening = opening.Fill(GetValue),
            WorkshopNumber = number.Fill(GetValue),
            Details = Array.TrueForAll(details, static detail => detail.IsShared) ? content.Details
                : [.. content.Details.Select((detail, at) => details[at].IsShared
                    ? detail
                    : detail with { Value = details[at].Fill(GetValue) })],
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

        string GetValue(TemplateText.Placeholder placeholder) => placeholder switch
        {
            TemplateText.Placeholder.Name => recipient.Name,
            TemplateText.Placeholder.Email => recipient.Email.Value,
            TemplateText.Placeholder.Guests => recipient.Guests!.Names.Without(recipient.GuestIndex),
            _ => TemplateText.GetPage(recipient.Page!, placeholder),
        };

        ValueList<string> FillAll(Text[] texts, ValueList<string> shared) =>
            Array.TrueForAll(texts, static text => text.IsShared) ? shared : [.. texts.Select(text => text.Fill(GetValue))];
    }

    private readonly struct Text(string text)
    {
        private readonly TemplateText? template =
            TemplateText.Parse(text, TemplateText.PlaceholderName, TemplateText.PlaceholderEmail.Value);

        public bool IsShared => template is null;

        public string Fill(Func<TemplateText.Placeholder, string> values) => template?.Fill(values) ?? text;
    }
}
