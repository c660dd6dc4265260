namespace Better.Calendar;

/// <summary>What a calendar is for; some rules hold for one use only.</summary>
public enum ValidationProfile
{
    /// <summary>It comes by mail and wants a response, or takes an invitation back (REQUEST, CANCEL).</summary>
    Email,

    /// <summary>It lies on a web server, and clients look again from time to time.</summary>
    Feed,

    /// <summary>It is opened once (PUBLISH, or no METHOD).</summary>
    Download,

    /// <summary>It answers an invitation (REPLY, COUNTER).</summary>
    Reply,
}
