using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>How much a change matters to people who are invited; a greater value matters more.</summary>
[JsonConverter(typeof(WordJsonConverter<ChangeSignificance>))]
public enum ChangeSignificance
{
    /// <summary>Nothing that a participant can see has changed.</summary>
    None,

    /// <summary>
    /// Participants need not know: an email goes out only if <see cref="RevisionPolicy.NotifyOfEditorialChanges"/> is set, and responses
    /// remain valid.
    /// </summary>
    Editorial,

    /// <summary>Participants must know: an email goes out, and responses remain valid.</summary>
    Notable,

    /// <summary>Participants must decide again: an email goes out, SEQUENCE is raised, and a new response is requested.</summary>
    Material,
}
