using System.Text.Json;

namespace Better.Calendar.Tests.Peers;

/// <summary>
/// The scheduling of sabre/vobject (Nextcloud): it takes in calendar files as its server does, and makes the replies of the owner.
/// </summary>
/// <remarks>
/// Debian has no current version of it, so it is not among the parts of install.sh: <c>SABRE_VOBJECT</c> names the folder of its sources.
/// </remarks>
internal sealed class SabrePeer
{
    private readonly List<object[]> actions = [];

    /// <summary>Takes in a calendar file.</summary>
    public void Receive(string calendar) => actions.Add(["receive", calendar]);

    /// <summary>The owner of the calendar responds in it.</summary>
    public void Respond(string uid, string partStat, string address) => actions.Add(["respond", uid, partStat, address]);

    /// <summary>Asks for the whole calendar.</summary>
    public void Show() => actions.Add(["show"]);

    /// <summary>Empties the calendar.</summary>
    public void Clear() => actions.Add(["clear"]);

    /// <summary>Does all this; returns what each <see cref="Show"/> has shown.</summary>
    public IReadOnlyList<SabreCalendar> Run()
    {
        var lines = PeerProcess.Run("php sabre/broker.php", [], actions.Select(static one => JsonSerializer.Serialize(one)));
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => JsonSerializer.Deserialize<SabreCalendar>(line, JsonSerializerOptions.Web)!)];
    }

    /// <summary>Ends the test as skipped if there are no sources of sabre/vobject.</summary>
    public static void Need()
    {
        if (!File.Exists(Path.Combine(Environment.GetEnvironmentVariable("SABRE_VOBJECT") ?? "", "lib", "ITip", "Broker.php")))
        {
            PeerRig.Skip(
                "sabre: set SABRE_VOBJECT to the folder of the sources of sabre/vobject 4.6; php-cli and php-mbstring are needed too.");
        }
    }
}

/// <summary>What sabre/vobject stores.</summary>
/// <param name="Text">All objects of the calendar.</param>
/// <param name="Events">All events and occurrences, in UTC.</param>
/// <param name="Replies">The replies that it has made since it was last asked.</param>
/// <param name="Problems">What it finds wrong with what it stored since then.</param>
internal sealed record SabreCalendar(
    string Text, IReadOnlyList<IcsEvent> Events, IReadOnlyList<string> Replies, IReadOnlyList<string> Problems);
