using System.Text;
using Better.Calendar.Model;

namespace Better.Calendar.Replies;

/// <summary>Lines as one, and where each of them begins.</summary>
internal sealed class LineBuffer
{
    private readonly StringBuilder text = new();

    public List<int> LineStarts { get; } = [0];

    public int Length => text.Length;

    public void Append(string line)
    {
        var clean = TextSanitizer.ToSingleLine(line);
        if (clean.Length > 0)
        {
            text.Append(text.Length > 0 ? " " : "");
            LineStarts.Add(text.Length);
            text.Append(clean);
        }
    }

    public override string ToString() => text.ToString();
}

/// <summary>An address in a text.</summary>
/// <param name="Address">The address.</param>
/// <param name="Start">The position of its first character.</param>
/// <param name="End">The position after it.</param>
internal sealed record TextAddress(EmailAddress Address, int Start, int End);
