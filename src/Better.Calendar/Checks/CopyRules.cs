using Better.Calendar.IcsLines;
using MimeKit;

namespace Better.Calendar.Checks;

/// <summary>The calendars of a letter beside the one that invites.</summary>
internal static class CopyRules
{
    public static readonly CheckRule Copied = new("MIME-06", Severity.Warning, Clients.Others, Outcome.Nothing)
    {
        Demand = "The same octets are attached as application/ics, in base64, with a name that ends with .ics.",
        Why = "Clients that know no invitations offer that file to open; where it differs, readers get two truths.",
        Mend = "Attach the calendar's octets once more as application/ics; name=invite.ics.",
        Source = "CalConnect's advice on iMIP",
    };

    public static readonly CheckRule Single = new("MIME-07", Severity.Error, Clients.All, Outcome.NoButtons)
    {
        Demand = "A letter holds one invitation.",
        Why = "Clients show buttons for one of several, and not the same one.",
        Mend = "Send one letter for each event.",
        Source = "RFC 6047, 2.4 and 2.6; CalConnect's advice on iMIP",
    };

    public static readonly CheckRule FileName = new("MIME-10", Severity.Advice, Clients.Others, Outcome.Works)
    {
        Demand = "The attached file's name is ASCII.",
        Why = "Old clients do not read an encoded name and show none.",
        Mend = "Name it invite.ics.",
        Source = "RFC 2231, 4; RFC 2183, 2.3",
    };

    public static readonly RuleFamily Family = new(Copied, Single, FileName) { Mail = Check };

    /// <summary>Checks the calendars beside the one that invites.</summary>
    private static void Check(LetterReading letter, CalendarReading? calendar, Findings found)
    {
        if (calendar is not { Profile: CheckProfile.Letter } || letter.Invitation is not { } invitation)
        {
            return;
        }

        PartReading? copy = null;
        foreach (var part in letter.Parts)
        {
            if (part == invitation || !LetterReading.IsCalendar(part))
            {
                continue;
            }

            if (part.Octets.AsSpan().SequenceEqual(invitation.Octets))
            {
                copy ??= part;
            }
            else if (IsOther(part, calendar))
            {
                found.Add(Single, part.Place, $"A second calendar, {part.Type}, holds another event or METHOD.");
                copy ??= part;
            }
            else
            {
                found.Add(Copied, part.Place, "The attached calendar is not the same to the octet as the one that invites.");
                copy ??= part;
            }
        }

        if (copy is null)
        {
            // One that is an attachment itself is told by MIME-03.
            if (!invitation.IsAttachment && invitation.Type == "text/calendar")
            {
                found.Add(Copied, new("letter"), "No copy of the calendar is attached.");
            }

            return;
        }

        CheckCopy(copy, found);
    }

    private static void CheckCopy(PartReading copy, Findings found)
    {
        var name = copy.Entity.FileName;
        if (copy.Type != "application/ics" || !copy.IsAttachment)
        {
            found.Add(Copied, copy.Place, $"The copy is {copy.Type}, {(copy.IsAttachment ? "attached" : "not attached")}.");
        }
        else if (name is null || !name.EndsWith(".ics", StringComparison.OrdinalIgnoreCase))
        {
            found.Add(Copied, copy.Place, $"The copy is named {Shown.Of(name)}.");
        }
        else if (copy.Entity.ContentTransferEncoding != ContentEncoding.Base64)
        {
            found.Add(Copied, copy.Place, $"The copy is sent as {copy.Entity.ContentTransferEncoding}: mail servers may change its line ends.");
        }

        if (name is not null && !CalendarAddress.IsAscii(name, 0))
        {
            found.Add(FileName, copy.Place, $"The attached file is named {Shown.Of(name)}.");
        }
    }

    /// <summary>Whether two calendars tell of different events, or tell different things of one.</summary>
    private static bool IsOther(PartReading part, CalendarReading calendar)
    {
        var root = LineReader.Read(part.Octets)["VCALENDAR"];
        return root?["METHOD"]?.Value.Trim().ToUpperInvariant() != calendar.Method || Uid(root) != Uid(calendar.Root);
    }

    private static string? Uid(LineComponent? root)
    {
        foreach (var component in root?.Components ?? [])
        {
            if (component.Name == "VEVENT")
            {
                return component["UID"]?.Value;
            }
        }

        return null;
    }
}
