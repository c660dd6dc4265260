using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>The purpose of a calendar file (METHOD, RFC 5546, 1.4).</summary>
[JsonConverter(typeof(WordJsonConverter<IcsMethod>))]
public enum IcsMethod
{
    /// <summary>Publishes events to anybody: a file for download, a feed.</summary>
    Publish,

    /// <summary>Invites one participant, or notifies them of a change.</summary>
    Request,

    /// <summary>Cancels an invitation, because the workshop is cancelled or the participant is no longer invited.</summary>
    Cancel,
}
