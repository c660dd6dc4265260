namespace Better.Calendar;

/// <summary>How sure it is that somebody said what a mail says. Anybody can write a mail in anybody's name.</summary>
public enum SenderTrust
{
    /// <summary>The mail says so, and nothing else. It changes no attendance before a person has confirmed it.</summary>
    Claimed,

    /// <summary>The sender's address is authenticated, and is that of the one who answers (<see cref="SenderAuthentication"/>).</summary>
    Authenticated,

    /// <summary>It came to an address that only the reader of her email knows (<see cref="Better.Calendar.ReplyTokens"/>).</summary>
    Token,

    /// <summary>A person has confirmed it (<see cref="Attendance.Confirm"/>).</summary>
    Confirmed,
}
