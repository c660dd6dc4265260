using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>What a calendar client does with a file or email, from best to worst.</summary>
[JsonConverter(typeof(WordJsonConverter<ClientBehavior>))]
public enum ClientBehavior
{
    /// <summary>
    /// The client does what the sender intended: it shows buttons for an invitation, removes a cancelled event, and adds the events of a
    /// file.
    /// </summary>
    WorksAsIntended,

    /// <summary>It works, but texts or details are lost.</summary>
    LosesDetails,

    /// <summary>It works, but the event may have a wrong time.</summary>
    WrongTime,

    /// <summary>An event is shown, but later updates do not change it.</summary>
    NoUpdates,

    /// <summary>An event is shown, but without buttons to respond.</summary>
    NoButtons,

    /// <summary>Only a file is shown, which the recipient must open.</summary>
    FileOnly,

    /// <summary>No event is shown.</summary>
    NotShown,
}
