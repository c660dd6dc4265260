using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>How much a finding matters, from least to most.</summary>
[JsonConverter(typeof(WordJsonConverter<Severity>))]
public enum Severity
{
    /// <summary>An improvement; nothing breaks without it.</summary>
    Suggestion,

    /// <summary>Some clients are likely to have a problem.</summary>
    Warning,

    /// <summary>Buttons, times or texts are lost in at least one of the major clients.</summary>
    Error,
}
