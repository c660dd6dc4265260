using System.Globalization;
using Better.Calendar;
using Better.Calendar.Delivery;
using NodaTime;

namespace WebHost.Organizer.Sending;

/// <summary>Says which emails would go out, and posts them to the outbox when the organizer has confirmed that.</summary>
/// <remarks>
/// A number in the form distinguishes two reminders of one workshop. It stays the same when a form is sent twice, so that the outbox
/// knows the emails and skips them.
/// </remarks>
internal sealed class ExtraEmails(Outbox outbox, DueEmails due)
{
    private static readonly Instant Epoch = Instant.FromUtc(2020, 1, 1, 0, 0);

    /// <summary>Says what would go out, or posts what was said.</summary>
    /// <param name="request">The request.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="path">The page.</param>
    /// <param name="fields">The fields of the form that plans the same again.</param>
    /// <param name="planned">The emails.</param>
    /// <param name="hasNumber">Whether such emails may go out several times.</param>
    /// <param name="ask">Shows the form, with what is wrong.</param>
    public async Task<IResult> ActAsync(
        OrganizerRequest request,
        string title,
        string path,
        IReadOnlyList<(string Name, string Value)> fields,
        IEnumerable<PlannedEmail> planned,
        bool hasNumber,
        Func<string, Task<IResult>> ask)
    {
        var (texts, series, cancellationToken) = (request.Texts, request.Series, request.Context.RequestAborted);
        if ((await due.ReadAsync(series, cancellationToken)).Count > 0)
        {
            return await ask(texts["Other emails are due. Send them first, so that nobody gets this before their invitation."]);
        }

        var form = await request.ReadFormAsync();
        var number = hasNumber ? ReadNumber(form["number"]) ?? (int)(request.Now - Epoch).TotalMinutes : (int?)null;
        var emails = planned.Select(email => number is { } revision ? email with { Revision = revision } : email).ToList();
        var known = await GetKnownKeysAsync(cancellationToken);
        var digest = PlanDigest.Create(emails.Select(static email => email.Key).Append($"{series.Id} {request.Published.Version}"));
        var confirm = form["confirm"].ToString();
        if (confirm == digest && emails.Count > 0)
        {
            await outbox.EnqueueAsync(series, emails, Instant.FromUnixTimeSeconds(request.Now.ToUnixTimeSeconds()), cancellationToken);
            return request.Redirect(OrganizerPaths.Sending, OrganizerDone.Posted);
        }

        var added = emails.Where(email => !known.Contains(email.Key)).ToList();
        if (added.Count == 0)
        {
            return await ask(texts["Nobody gets an email."]);
        }

        return await request.RenderAsync<ConfirmPage>(new ConfirmView(title, path, path, digest)
        {
            Sentences = [texts.Format("{0} emails would go out.", added.Count)],
            Rows = EmailRow.FromEmails(series, added),
            Button = texts["Send now"],
            HasChanged = confirm.Length > 0,
            Fields = number is { } shown
                ? [.. fields, ("number", shown.ToString(CultureInfo.InvariantCulture))]
                : fields,
        });
    }

    private static int? ReadNumber(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task<HashSet<string>> GetKnownKeysAsync(CancellationToken cancellationToken)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var email in outbox.ReadAsync(null, cancellationToken))
        {
            keys.Add(email.Message.Key);
        }

        return keys;
    }
}
