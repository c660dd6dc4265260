using Better.Calendar.Ics;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Links;

/// <summary>What a calendar's form is filled with: the workshop's texts in the reader's language, cut to the room there is.</summary>
/// <remarks>No passcode, meeting number, telephone number or e-mail address: a link is read by whoever runs the calendar.</remarks>
internal sealed class WorkshopEntry(WorkshopSeries series, Workshop workshop, InvitationWording wording, string language, IDateTimeZoneProvider zones)
{
    // Encoded: 75 Arabic letters, 150 accented ones, 450 plain ones.
    private const int MostOfTitle = 450;
    private const int MostOfVenue = 200;
    private const int MostOfLocation = 650;
    private const int MostOfLine = 300;

    private readonly EventText text = new(series, wording, language, zones[series.Zone], zones);

    private string? JoinLink => workshop.Meeting?.Url.AbsoluteUri;

    public string Title => LinkText.Fitting(text.Summary(workshop), MostOfTitle, static title => title);

    /// <summary>As in the .ics file: the join link, with a venue before it. A join link is whole or not there.</summary>
    public string Location
    {
        get
        {
            var venue = workshop.Venue is { } place ? LinkText.Fitting(text.Place(place), MostOfVenue, static name => name) : "";
            var whole = string.Join(" – ", new[] { venue, JoinLink }.Where(part => !string.IsNullOrEmpty(part)));
            return LinkText.Cost(whole) <= MostOfLocation ? whole
                : venue.Length > 0 ? venue
                : LinkText.Fitting(wording.Fill(Phrase.OnlinePlaceOnPlatform, ("platform", workshop.Meeting!.Platform)), MostOfVenue, static name => name);
        }
    }

    /// <summary>The facts, one a line, then what the workshop is about, as far as there is room.</summary>
    public string Details(int room, LinkText.Form form)
    {
        var kept = "";
        foreach (var line in Facts())
        {
            var longer = kept.Length == 0 ? line : $"{kept}\n{line}";
            kept = LinkText.Cost(form(longer)) <= room ? longer : kept;
        }

        var about = text.In(workshop.Description ?? series.Description);
        var gap = kept.Length == 0 ? "" : "\n\n";
        var fitting = LinkText.Fitting(about, room, rest => form(kept + gap + rest));
        return fitting.Length == 0 ? kept : kept + gap + fitting;
    }

    private IEnumerable<string> Facts()
    {
        if (JoinLink is { } url)
        {
            yield return Labelled(Phrase.JoinLabel, url);
        }

        if (workshop.Status == WorkshopStatus.Tentative)
        {
            yield return Labelled(Phrase.StatusLabel, wording[Phrase.StatusTentative]);
        }

        if (workshop.Venue is { } venue)
        {
            yield return Labelled(Phrase.VenueLabel, Line(text.Place(venue)));
        }

        if (workshop.LeadExpert is { } expert)
        {
            yield return Labelled(Phrase.LeadExpertLabel, Line(text.Expert(expert)));
        }

        yield return Labelled(Phrase.SeriesLabel, Line(PlainText.SingleLine(text.In(series.Title))));
        if (series.Website is { } website)
        {
            yield return Labelled(Phrase.WebsiteLabel, website.AbsoluteUri);
        }
    }

    private static string Line(string value) => LinkText.Fitting(value, MostOfLine, static line => line);

    private string Labelled(Phrase label, string value) => wording.Fill(Phrase.LabelledLine, ("label", wording[label]), ("value", value));
}
