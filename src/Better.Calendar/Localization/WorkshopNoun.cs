using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>The word that emails use for a workshop, in the grammar of each language.</summary>
[JsonConverter(typeof(WordJsonConverter<WorkshopNoun>))]
public enum WorkshopNoun
{
    /// <summary>A workshop.</summary>
    Workshop,

    /// <summary>A session of a longer course or conference.</summary>
    Session,

    /// <summary>A course.</summary>
    Course,

    /// <summary>A webinar.</summary>
    Webinar,

    /// <summary>A lecture or a talk.</summary>
    Lecture,

    /// <summary>A meeting.</summary>
    Meeting,
}
