using System.Diagnostics;
using System.Globalization;
using Better.Calendar.Testing;
using NodaTime;

namespace Better.Calendar.Benchmarks;

/// <summary>
/// A month in the life of a series on one processor: it is planned, composed, received by the calendars of all participants in ten
/// clients, answered, and the replies are read.
/// </summary>
internal static class LifeBenchmark
{
    private const int People = 200;
    private const int Workshops = 10;
    private const int Days = 30;
    private const int Rounds = 3;
    private static readonly Instant Begin = Instant.FromUtc(2027, 1, 11, 8, 0);

    public static void Run()
    {
        var best = TimeSpan.MaxValue;
        var (emails, replies) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            (emails, replies) = Live();
            process.Refresh();
            var took = process.TotalProcessorTime - before;
            best = took < best ? took : best;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"lives: {People} people × {Workshops} workshops × {Days} days, {emails:N0} emails and {replies:N0} replies in ten clients: "
                + $"{best.TotalMilliseconds:N0} ms, shortest of {Rounds} runs, processor time of the whole process"));
    }

    private static (int Emails, int Replies) Live()
    {
        var clients = Enum.GetValues<SimulatedClient>();
        var series = YearWork.Series(Workshops, People);
        var calendars = series.Participants.Select((person, number) => (person, number)).ToDictionary(
            one => one.person.Email, one => new SimulatedCalendar(clients[one.number % clients.Length], one.person.Email));
        var (attendance, stored, sent, read) = (Attendance.Empty, series, 0, 0);
        for (var day = 0; day < Days; day++)
        {
            // Each day, one workshop gets another link or another time; every other day nobody is asked again.
            var (at, chosen) = (Begin + Duration.FromDays(day), day % Workshops);
            var edited = stored with
            {
                Workshops = [.. stored.Workshops.Select((workshop, i) => i != chosen || day == 0 ? workshop : day % 10 == 0
                    ? workshop with { Start = workshop.Start.PlusMinutes(30) }
                    : workshop with { LeadExpert = new() { Name = $"Expert {day}" } })],
            };
            var revision = day == 0
                ? SeriesRevision.First(stored, at)
                : SeriesRevision.Between(stored, edited, at, responses: attendance.Responses);
            var replies = new List<ReplyResult>();
            foreach (var (planned, email) in revision.Emails.Zip(new InvitationComposer().ComposeAll(revision)))
            {
                sent++;
                var calendar = calendars[planned.Recipient.Email];
                var received = calendar.Receive(email);
                using var reply = planned.AsksForResponse
                    ? calendar.Respond(received, ParticipationStatus.Accepted, at + Duration.FromHours(1))
                    : null;
                if (!planned.AsksForResponse)
                {
                    calendar.TakeIn(received, at + Duration.FromHours(1));
                }

                if (reply is not null)
                {
                    using var mail = new MemoryStream();
                    reply.WriteTo(mail);
                    read++;
                    replies.Add(ReplyReader.Read(
                        mail.ToArray(), revision.Series, sender: SenderAuthentication.FromAddress(planned.Recipient.Email)));
                }
            }

            attendance = attendance.WithReplies(replies);
            stored = revision.Series;
        }

        return (sent, read);
    }
}
