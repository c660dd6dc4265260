namespace Better.Calendar.Tests.Peers;

/// <summary>A calendar of evolution-data-server: it takes in calendar files as Evolution does. Needs the part <c>evolution</c>.</summary>
internal sealed class EvolutionPeer : IDisposable
{
    private readonly PeerFolder folder = new();
    private readonly List<string> commands = [];
    private int files;

    /// <summary>Takes in a calendar file (<c>receive_objects</c>).</summary>
    public void Receive(string calendar) =>
        commands.Add($"receive {folder.Write($"{++files}.ics", System.Text.Encoding.UTF8.GetBytes(calendar))}");

    /// <summary>Removes an event, as Evolution does after Decline.</summary>
    public void Remove(string uid) => commands.Add($"remove {uid}");

    /// <summary>Asks for the whole calendar, and empties it.</summary>
    public void ShowAndClear() => commands.AddRange(["show", "clear"]);

    /// <summary>Does all this in one session of the server; returns what each <see cref="ShowAndClear"/> has shown.</summary>
    public IReadOnlyList<string> Run()
    {
        PeerRig.Need("evolution");
        var answers = new List<string> { "" };
        foreach (var line in PeerProcess.Run("bash evolution/eds.sh", [], commands).ReplaceLineEndings("\n").Split('\n'))
        {
            // A line with a full stop ends each answer.
            if (line == ".")
            {
                answers.Add("");
            }
            else
            {
                answers[^1] += line + "\n";
            }
        }

        return [.. commands.Zip(answers).Where(static one => one.First == "show").Select(static one => one.Second)];
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}
