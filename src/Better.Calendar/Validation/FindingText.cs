using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Better.Calendar.Validation;

/// <summary>
/// The sentence of a finding. It is not written if the finding would be omitted, so that hostile input with a million problems costs no
/// sentences.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct FindingText
{
    private readonly StringBuilder? text;
    private readonly string? sentence;

    /// <summary>Called by the compiler before an interpolated string is written.</summary>
    /// <param name="literalLength">The length of the fixed text.</param>
    /// <param name="formattedCount">How many values are written into it; not needed.</param>
    /// <param name="findings">The collector that the finding is for.</param>
    /// <param name="rule">The violated rule.</param>
    /// <param name="isWanted">Whether the sentence is needed.</param>
    public FindingText(int literalLength, int formattedCount, FindingCollector findings, ValidationRule rule, out bool isWanted)
    {
        isWanted = !findings.IsFull(rule);
        text = isWanted ? new(literalLength + (formattedCount * 16)) : null;
    }

    private FindingText(string sentence) => this.sentence = sentence;

    public static implicit operator FindingText(string sentence) => new(sentence);

    public void AppendLiteral(string literal) => text!.Append(literal);

    public void AppendFormatted<T>(T value) =>
        text!.Append(value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString());

    public void AppendFormatted<T>(T value, string format)
        where T : IFormattable => text!.Append(value.ToString(format, CultureInfo.InvariantCulture));

    /// <summary>The sentence; empty if it is not wanted.</summary>
    public override string ToString() => sentence ?? text?.ToString() ?? "";
}
