using Better.Calendar.IcsLines;
using MimeKit;

namespace Better.Calendar.Checks;

/// <summary>The MIME tree of a letter: what makes a client see an invitation in a mail.</summary>
internal static class PartRules
{
    public static readonly CheckRule Method = new("MIME-01", Severity.Error, Clients.Outlook | Clients.Gmail, Outcome.FileOnly)
    {
        Demand = "The calendar part has the parameter method, equal to METHOD inside.",
        Why = "Exchange refuses the part where they differ; Gmail takes one without it for a file.",
        Mend = "Write Content-Type: text/calendar; charset=utf-8; method=REQUEST, the same word as METHOD.",
        Source = "RFC 6047, 2.4; seen with Exchange",
    };

    public static readonly CheckRule Published = new("MIME-02", Severity.Error, Clients.Outlook, Outcome.Nothing)
    {
        Demand = "PUBLISH and ADD do not stand in a text/calendar part.",
        Why = "Outlook shows their content lines as text in the body.",
        Mend = "Invite by METHOD:REQUEST; send PUBLISH as an attached .ics file.",
        Source = "[MS-STANOICAL] V0233",
    };

    public static readonly CheckRule Attached = new("MIME-03", Severity.Error, Clients.Gmail | Clients.Outlook | Clients.Apple | Clients.Others, Outcome.FileOnly)
    {
        Demand = "The calendar part that invites is not marked as an attachment.",
        Why = "Gmail, Exchange, Apple Mail and Evolution then show a file without buttons.",
        Mend = "Leave Content-Disposition out of that part; attach a second copy as application/ics.",
        Source = "RFC 2183, 2.2; Zimbra bug 58971; seen with Gmail, Exchange and Apple Mail",
    };

    public static readonly CheckRule Marked = new("MIME-04", Severity.Warning, Clients.Thunderbird, Outcome.FileOnly)
    {
        Demand = "The calendar part that invites has no Content-ID, no Content-Disposition and no file name.",
        Why = "With both Thunderbird was seen to hide the invitation; webmails list the part twice.",
        Mend = "Leave Content-ID, Content-Disposition and name out of that part.",
        Source = "seen with Thunderbird and webmails",
    };

    public static readonly CheckRule Placed = new("MIME-05", Severity.Error, Clients.All, Outcome.FileOnly)
    {
        Demand = "The calendar part is the last child of multipart/alternative, behind text/plain and text/html in this order.",
        Why = "There clients look for an invitation, and the last alternative that they know is the one they show.",
        Mend = "Build multipart/mixed( multipart/alternative( text/plain, text/html, text/calendar ), application/ics ).",
        Source = "RFC 2046, 5.1.4; CalConnect's advice on iMIP",
    };

    public static readonly CheckRule Charset = new("MIME-08", Severity.Error, Clients.All, Outcome.Flawed)
    {
        Demand = "The calendar part says charset=utf-8, and a transfer encoding that its octets need.",
        Why = "Names and titles arrive with wrong letters, or not at all.",
        Mend = "Write charset=utf-8 and Content-Transfer-Encoding: base64.",
        Source = "RFC 6047, 2.4 and 2.5; RFC 2045, 6.2",
    };

    public static readonly CheckRule Bodies = new("MIME-09", Severity.Warning, Clients.All, Outcome.Flawed)
    {
        Demand = "There is a text/plain and a text/html part, and neither is empty.",
        Why = "Outlook shows plain letters of meetings badly; clients without HTML show nothing otherwise.",
        Mend = "Say all that matters in both.",
        Source = "RFC 2046, 5.1.4; seen with Outlook",
    };

    public static readonly RuleFamily Family = new(Method, Published, Attached, Marked, Placed, Charset, Bodies) { Mail = Check };

    /// <summary>Checks the tree around the calendar; what stands in the calendar comes after.</summary>
    private static void Check(LetterReading letter, CalendarReading? calendar, Findings found)
    {
        if (letter.IsTooDeep)
        {
            found.Add(CalendarRules.Limits, new("letter"), $"Parts stand deeper than {LetterReading.MostDepth} levels; those were not read.");
        }

        if (letter.Invitation is not { } part || calendar is null)
        {
            if (!found.Has(WrapperRules.Wrapped))
            {
                // Not every letter invites; but those that should often lose the part on their way through a mail service.
                found.Add(Placed, new("letter"), "The letter has no calendar part, so no client sees an invitation.", letter.Options.Profile is null ? Severity.Advice : Severity.Error);
            }

            return;
        }

        CheckMethod(part, calendar, found);
        CheckCharset(part, found);
        if (calendar.Profile is CheckProfile.Letter or CheckProfile.Reply)
        {
            CheckPlace(letter, part, calendar, found);
        }

        if (calendar.Profile == CheckProfile.Letter)
        {
            CheckBodies(letter, found);
        }
    }

    private static void CheckMethod(PartReading part, CalendarReading calendar, Findings found)
    {
        var parameter = part.Entity.ContentType.Parameters["method"];
        if (calendar.MethodLine is not null && part.Type == "text/calendar" && !string.Equals(parameter?.Trim(), calendar.Method, StringComparison.OrdinalIgnoreCase))
        {
            found.Add(Method, part.Place, $"The parameter method is {(parameter is null ? "missing" : Shown.Of(parameter))}, METHOD is {Shown.Of(calendar.Method)}.", mend: $"Write method={calendar.Method} into its Content-Type.");
        }

        if (calendar.Method is "PUBLISH" or "ADD" && part.Type == "text/calendar" && !part.IsAttachment)
        {
            found.Add(Published, part.Place, $"METHOD:{calendar.Method} stands in a text/calendar part.");
        }
    }

    private static void CheckPlace(LetterReading letter, PartReading part, CalendarReading calendar, Findings found)
    {
        if (part.Type != "text/calendar")
        {
            found.Add(Placed, part.Place, $"The calendar is a part {part.Type}; clients look for text/calendar.");
            return;
        }

        if (part.IsAttachment)
        {
            found.Add(Attached, part.Place, "The calendar part is marked Content-Disposition: attachment.");
        }

        if (!part.IsAlternative)
        {
            // Answers are read by programs, wherever they stand.
            if (calendar.Profile == CheckProfile.Letter)
            {
                found.Add(Placed, part.Place, part.Parent is null ? "The calendar is the whole letter." : $"The calendar part stands in {part.Parent.ContentType.MimeType}.");
            }
        }
        else if (!part.IsLast)
        {
            found.Add(Placed, part.Place, $"The calendar part is not the last alternative: {part.Parent![part.Parent.Count - 1].ContentType.MimeType} follows.");
        }
        else if (letter.Body("text/plain") is { } plain && letter.Body("text/html") is { } html && plain.Parent == part.Parent && html.Parent == part.Parent && plain.Index > html.Index)
        {
            found.Add(Placed, html.Place, "text/html stands before text/plain; clients show the last that they know.");
        }

        if (calendar.Profile == CheckProfile.Letter)
        {
            CheckMarks(part, found);
        }
    }

    private static void CheckMarks(PartReading part, Findings found)
    {
        if (part.Entity.ContentId is { } id)
        {
            found.Add(Marked, part.Place, $"The calendar part has Content-ID {Shown.Of(id)}.");
        }
        else if (part.Entity.ContentDisposition is { IsAttachment: false } disposition)
        {
            found.Add(Marked, part.Place, $"The calendar part has Content-Disposition: {disposition.Disposition}.");
        }
        else if (!part.IsAttachment && part.Entity.ContentType.Name is { } name)
        {
            found.Add(Marked, part.Place, $"The calendar part has the name {Shown.Of(name)}.");
        }
    }

    private static void CheckCharset(PartReading part, Findings found)
    {
        var charset = part.Charset;
        var octets = part.Octets;
        if (part.Type == "text/calendar" && charset is not "utf-8" and not "utf8")
        {
            // Without non-ASCII octets nothing gets lost yet.
            var isAscii = IsAscii(octets);
            found.Add(Charset, part.Place, $"The charset is {(charset is null ? "missing" : Shown.Of(charset))}{(!isAscii && LineText.FirstOutsideUtf8(octets, 0, octets.Length) < 0 ? ", and the octets are UTF-8" : "")}.", charset is "us-ascii" or null && isAscii ? Severity.Warning : Severity.Error);
        }

        if (part.Entity.ContentTransferEncoding is ContentEncoding.SevenBit or ContentEncoding.Default && !IsAscii(octets))
        {
            found.Add(Charset, part.Place, "The part holds octets beyond ASCII and is sent as 7bit.", mend: "Write Content-Transfer-Encoding: base64.");
        }
    }

    private static void CheckBodies(LetterReading letter, Findings found)
    {
        foreach (var type in (ReadOnlySpan<string>)["text/plain", "text/html"])
        {
            var body = letter.Body(type);
            if (body is null || IsBlank(body.Octets))
            {
                found.Add(Bodies, new(type), $"The {type} part is {(body is null ? "missing" : "empty")}.");
            }
        }
    }

    private static bool IsAscii(byte[] octets)
    {
        foreach (var octet in octets)
        {
            if (octet > 0x7F)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsBlank(byte[] octets)
    {
        foreach (var octet in octets)
        {
            if (octet > ' ')
            {
                return false;
            }
        }

        return true;
    }
}
