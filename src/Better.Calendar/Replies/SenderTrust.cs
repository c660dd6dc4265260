using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>How certain it is that a mail was sent by the person whom it names. Anybody can send a mail in anybody's name.</summary>
[JsonConverter(typeof(WordJsonConverter<SenderTrust>))]
public enum SenderTrust
{
    /// <summary>
    /// Only the mail itself names the sender. Whether the reply counts is decided by <see cref="ReplyPolicy.ClaimedSenders"/>.
    /// </summary>
    Claimed,

    /// <summary>
    /// The address in From is authenticated (<see cref="SenderAuthentication"/>), and it is the address of the person who responds.
    /// </summary>
    Authenticated,

    /// <summary>
    /// The reply came to an address with a token that only the recipient of the invitation knows
    /// (<see cref="Better.Calendar.ReplyTokens"/>), or from their link to the RSVP page.
    /// </summary>
    Token,

    /// <summary>The organizer has confirmed the response (<see cref="Attendance.Confirm(AttendanceEntry)"/>).</summary>
    Confirmed,
}
