using System.Globalization;
using Better.Calendar;
using InviteConsole;

namespace WebHost.Organizer.Previews;

/// <summary>Which email somebody wants to see. People are named by their number: an address in a URL would be in logs.</summary>
public sealed record EmailsView
{
    public EmailKind Kind { get; private init; }

    public string Language { get; private init; } = "en";

    public int WorkshopNumber { get; private init; }

    public int PersonNumber { get; private init; }

    /// <summary>Whether the email is about the whole series.</summary>
    public bool IsAboutAll { get; private init; }

    /// <summary>The workshop; null: the series has none.</summary>
    public Workshop? Workshop { get; private init; }

    /// <summary>The recipient; null: the series has nobody.</summary>
    public Participant? Recipient { get; private init; }

    /// <summary>The email; null: there is nothing to show.</summary>
    public InvitationEmail? Email { get; init; }

    /// <summary>The address of the email for the frame.</summary>
    public string Address => string.Create(
        CultureInfo.InvariantCulture,
        $"{OrganizerPaths.EmailView}?kind={Kind}&email-language={Language}&workshop={WorkshopNumber}&person={PersonNumber}");

    public static EmailsView FromQuery(OrganizerRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = request.Context.Request.Query;
        int Read(string name, int count) =>
            int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < count ? number : 0;
        var (workshop, person) = (Read("workshop", request.Series.Workshops.Count), Read("person", request.Series.Participants.Count));
        var recipient = request.Series.Participants.ElementAtOrDefault(person);
        var kind = Enum.TryParse<EmailKind>(query["kind"], out var named) && Enum.IsDefined(named) ? named : EmailKind.Invitation;
        return new()
        {
            Kind = kind,
            IsAboutAll = SampleEmails.GetScopes(kind)[0],
            Language = InvitationTexts.Languages.FirstOrDefault(language => language == query["email-language"])
                ?? (recipient is null ? request.Series.Language : request.Series.LanguageOf(recipient)),
            WorkshopNumber = workshop,
            PersonNumber = person,
            Workshop = request.Series.Workshops.ElementAtOrDefault(workshop),
            Recipient = recipient,
        };
    }
}
