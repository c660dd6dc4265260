using System.Text.Json;
using NodaTime;

namespace Better.Calendar.Tests.Peers;

/// <summary>Cyrus, a calendar server: it receives invitations by mail, and its users respond to them.</summary>
/// <remarks>
/// Needs the part <c>cyrus</c>. Its users are organizer, attendee and onne of example.test; an invitation must have such an address
/// as ATTENDEE, and an ORGANIZER in another domain (such as remote.test), who gets the reply. Tests must be <c>[NonParallelizable]</c>,
/// because its ports are fixed.
/// </remarks>
public sealed class CyrusPeer : IDisposable
{
    private readonly PeerServers servers;

    private CyrusPeer(PeerServers servers) => this.servers = servers;

    /// <summary>Starts Cyrus with empty calendars.</summary>
    public static CyrusPeer Start() => new(PeerServers.Start("cyrus"));

    /// <summary>Delivers a mail; when this returns, its calendar part is in the user's calendar.</summary>
    public void Deliver(byte[] mail, string user = "attendee", string from = "organizer@remote.test")
    {
        using var folder = new PeerFolder();
        Run("deliver", user, from, folder.Write("mail.eml", mail));
    }

    /// <summary>The events in a user's calendar.</summary>
    public IReadOnlyList<CyrusEvent> Events(string user = "attendee") => Show(user).Events;

    /// <summary>The busy times of a user, as Cyrus computes them.</summary>
    public IReadOnlyList<Interval> Busy(string user = "attendee") => Show(user).BusyTimes;

    /// <summary>A user responds to an invitation.</summary>
    /// <param name="uid">The UID of the event.</param>
    /// <param name="partstat">ACCEPTED, TENTATIVE or DECLINED.</param>
    /// <param name="user">The user.</param>
    public void Respond(string uid, string partstat, string user = "attendee") => Run("respond", user, uid, partstat);

    /// <summary>Empties a calendar without notifying anybody.</summary>
    public void Clear(string user = "attendee") => Run("clear", user);

    /// <summary>Empties the calendars of some users, does many things in one go, and gives what the users see then.</summary>
    /// <param name="users">The users.</param>
    /// <param name="actions">
    /// The actions, as <c>cyrus_imip.py play</c> takes them; what they show comes before what users see at the end.
    /// </param>
    public IReadOnlyList<CyrusCalendar> Play(IReadOnlyList<string> users, IReadOnlyList<object[]> actions)
    {
        IEnumerable<object[]> all =
            [.. users.Select(static user => new[] { "clear", user }), .. actions, .. users.Select(static user => new[] { "show", user })];
        var lines = PeerProcess.Run("python3 caldav/cyrus_imip.py", ["play"], all.Select(static one => JsonSerializer.Serialize(one)))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(static line => JsonSerializer.Deserialize<CyrusCalendar>(line, JsonSerializerOptions.Web)!)];
    }

    /// <summary>The bytes of all mails that Cyrus has sent, oldest first; waits up to ten seconds until there are enough.</summary>
    public IReadOnlyList<byte[]> Replies(int expected = 1)
    {
        var sent = new DirectoryInfo(Path.Combine(servers.Folder, "sent", "Maildir", "new"));
        // The number of a mail follows the Q in its file name.
        return [.. PeerServers.Await(expected, () => sent.GetFiles())
            .OrderBy(static file => int.Parse(file.Name.Split('Q')[1].Split('.')[0]))
            .Select(static file => File.ReadAllBytes(file.FullName))];
    }

    /// <inheritdoc/>
    public void Dispose() => servers.Dispose();

    private static string Run(params string[] words) => PeerProcess.Run("python3 caldav/cyrus_imip.py", words);

    private static CyrusCalendar Show(string user) =>
        JsonSerializer.Deserialize<CyrusCalendar>(Run("show", user), JsonSerializerOptions.Web)!;
}
