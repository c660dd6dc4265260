using NodaTime;

namespace Better.Calendar.Email;

/// <summary>
/// Builds the content of a follow-up: without what a reader needs before a workshop, and with what was done and comes next.
/// </summary>
internal sealed class FollowUpContentBuilder(
    WorkshopSeries series, InvitationTexts texts, Participant recipient, RecipientFormatter formatter)
{
    /// <summary>Builds the content.</summary>
    /// <param name="content">The content as for a workshop that is still to come.</param>
    /// <param name="workshop">The workshop; null for all of them.</param>
    /// <param name="at">When the email is written.</param>
    /// <param name="zones">The time zone rules.</param>
    public EmailContent Build(EmailContent content, Workshop? workshop, Instant at, IDateTimeZoneProvider zones)
    {
        var summaries = (workshop is not null ? [CreateForWorkshop(workshop)] : GetWorkshops().Select(CreateForSeries))
            .Where(static summary => summary.Heading.Length > 0 || summary.Materials.Count > 0)
            .ToValueList();
        var next = formatter.FormatLines(series.Next);

        // About all workshops it lists them itself; about one it shows the others as long as some of them are to come.
        var showsSchedule = workshop is not null && series.Workshops.Any(one => one.Status != WorkshopStatus.Cancelled
            && series.StartOf(one, zones).ToInstant() > at);
        return content with
        {
            TimeWarnings = [],
            JoinLink = null,
            IsJoinDue = false,
            MeetingDetails = [],
            Details = GetDetails(workshop).ToValueList(),
            Description = "",
            SeriesDescription = "",
            Summaries = summaries,
            MaterialsHeading = summaries.Any(static summary => summary.Materials.Count > 0) ? texts[TextKey.MaterialsHeading] : "",
            NextHeading = next.Length > 0 ? texts[TextKey.NextHeading] : "",
            Next = next,
            ScheduleNote = showsSchedule ? content.ScheduleNote : "",
            Schedule = showsSchedule ? content.Schedule : [],

            // Of these texts as well, which were formatted after the content.
            TextLanguages = formatter.Languages,
            Hours = formatter.Hours,
        };
    }

    // Whoever was invited to none of them, but is to know, sees all.
    private List<Workshop> GetWorkshops()
    {
        var all = series.Workshops.Where(static workshop => workshop.Status != WorkshopStatus.Cancelled).ToList();
        var own = all.FindAll(workshop => WorkshopSeries.IsInvited(recipient, workshop));
        return own.Count > 0 ? own : all;
    }

    private IEnumerable<LabelledValue> GetDetails(Workshop? workshop)
    {
        if (workshop?.LeadExpert is { } expert)
        {
            yield return formatter.CreateHostValue(TextKey.LeadExpertLabel, formatter.FormatExpert(expert));
        }

        if (series.Website is { } website)
        {
            yield return formatter.CreateLink(TextKey.WebsiteLabel, website);
        }
    }

    private WorkshopSummary CreateForWorkshop(Workshop workshop)
    {
        var text = formatter.FormatLines(workshop.Summary);
        return new(text.Length > 0 ? texts[TextKey.SummaryHeading] : "", "", text, GetMaterials(workshop));
    }

    private WorkshopSummary CreateForSeries(Workshop workshop) => new(
        formatter.FormatLine(workshop.Title),
        formatter.GetWhen(workshop).Date,
        formatter.FormatLines(workshop.Summary),
        GetMaterials(workshop));

    private ValueList<ContentLink> GetMaterials(Workshop workshop) =>
        workshop.Materials.Select(material => new ContentLink(formatter.FormatLine(material.Title), material.Url)).ToValueList();
}
