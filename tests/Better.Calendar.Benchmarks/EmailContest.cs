using System.Globalization;
using Better.Calendar.Email;

namespace Better.Calendar.Benchmarks;

/// <summary>Personal emails: ours compared with the program that one writes first.</summary>
internal static class EmailContest
{
    public static void Run()
    {
        var series = EmailWork.Series();
        var composer = new InvitationComposer();
        var sample = composer.Compose(series, series.Workshops[0], series.Participants[0], EmailWork.At);
        var straightforward = new StraightforwardEmail(series, sample);
        var size = sample.Bytes.Length;
        var objects = new MessageObjects(sample.ToMimeMessage());
        Contest.Run(
            string.Create(CultureInfo.InvariantCulture, $"{EmailWork.People} emails of about {size} bytes"),
            ("straightforward: Ical.Net and MimeKit for each", () => Each(participant => straightforward.Write(participant, Stream.Null))),
            ("ours, bytes: ComposeAll, WriteTo", () => WriteAll(composer.ComposeAll(series, EmailWork.At))),
            ("ours, MimeMessage: ComposeAll, ToMimeMessage", () => LoadAll(composer.ComposeAll(series, EmailWork.At))),
            ("MimeKit's objects alone, with empty parts", () => Each(_ => objects.Create().Dispose())),
            ("ours, each rendered without a template",
                () => Each(participant => new EmailRenderer(series, Plan(series, participant), EmailWork.At, new()).RenderBytes())));
        OptionContest.Run();

        void Each(Action<Participant> work)
        {
            foreach (var participant in series.Participants)
            {
                work(participant);
            }
        }
    }

    private static void WriteAll(IEnumerable<InvitationEmail> emails)
    {
        foreach (var email in emails)
        {
            email.WriteTo(Stream.Null);
        }
    }

    private static void LoadAll(IEnumerable<InvitationEmail> emails)
    {
        foreach (var email in emails)
        {
            email.ToMimeMessage().Dispose();
        }
    }

    private static PlannedEmail Plan(WorkshopSeries series, Participant participant) =>
        new() { Kind = EmailKind.Invitation, Workshop = series.Workshops[0], Recipient = participant };
}
