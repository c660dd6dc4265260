using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>What a calendar is for; some rules apply to one use only.</summary>
[JsonConverter(typeof(WordJsonConverter<ValidationProfile>))]
public enum ValidationProfile
{
    /// <summary>It is sent by email to invite, or to cancel an invitation (REQUEST, CANCEL).</summary>
    Email,

    /// <summary>It is on a web server, and clients download it repeatedly.</summary>
    Feed,

    /// <summary>It is downloaded and opened once (PUBLISH, or no METHOD).</summary>
    Download,

    /// <summary>It responds to an invitation (REPLY, COUNTER).</summary>
    Reply,
}
