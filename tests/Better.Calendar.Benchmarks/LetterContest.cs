using System.Globalization;
using Better.Calendar.Invitations;
using Better.Calendar.Workshops;

namespace Better.Calendar.Benchmarks;

/// <summary>Personal letters by the thousand: ours beside the program that one writes first.</summary>
internal static class LetterContest
{
    public static void Run()
    {
        var series = LetterWork.Series();
        var composer = new InvitationComposer();
        var sample = composer.Compose(series, series.Workshops[0], series.Participants[0], LetterWork.At);
        var straightforward = new StraightforwardLetter(series, sample);
        var size = sample.Octets.Length;
        var objects = new MessageObjects(sample.ToMimeMessage());
        Contest.Run(
            string.Create(CultureInfo.InvariantCulture, $"{LetterWork.People} letters of some {size} octets"),
            ("straightforward: Ical.Net and MimeKit for each", () => Each(participant => straightforward.Write(participant, Stream.Null))),
            ("ours, octets: ComposeAll, WriteTo", () => WriteAll(composer.ComposeAll(series, LetterWork.At))),
            ("ours, MimeMessage: ComposeAll, ToMimeMessage", () => LoadAll(composer.ComposeAll(series, LetterWork.At))),
            ("MimeKit's objects put together, parts empty", () => Each(_ => objects.Make().Dispose())),
            ("ours, each written whole", () => Each(participant => new LetterDraft(series, Message(series, participant), LetterWork.At, new()).Octets())));
        OptionContest.Run();

        void Each(Action<Participant> work)
        {
            foreach (var participant in series.Participants)
            {
                work(participant);
            }
        }
    }

    private static void WriteAll(IEnumerable<Letter> letters)
    {
        foreach (var letter in letters)
        {
            letter.WriteTo(Stream.Null);
        }
    }

    private static void LoadAll(IEnumerable<Letter> letters)
    {
        foreach (var letter in letters)
        {
            letter.ToMimeMessage().Dispose();
        }
    }

    private static Revisions.PlannedMessage Message(WorkshopSeries series, Participant participant) =>
        new() { Kind = Revisions.LetterKind.Invitation, Workshop = series.Workshops[0], Recipient = participant };
}
