using NodaTime;

namespace Better.Calendar.Email;

/// <summary>All that emails of one master have in common: everything but the recipient's name, address, response page and place among the guests.</summary>
internal readonly record struct TemplateKey
{
    public EmailKind Kind { get; }
    public Workshop? Workshop { get; }
    public Workshop? PreviousWorkshop { get; }
    public bool RequestsNewResponse { get; }
    public int Revision { get; }
    public int FirstSequence { get; }
    public string? Language { get; }
    public string? Zone { get; }
    public LocalizedText? City { get; }
    public ValueList<string>? Workshops { get; }
    public Instant Timestamp { get; }
    public bool HasPage { get; }
    public bool HasGuests { get; }

    /// <summary>The key of an email.</summary>
    /// <param name="message">The email.</param>
    /// <param name="at">When it is written.</param>
    /// <param name="dependsOnWorkshops">Whether the email depends on which other workshops the recipient is invited to.</param>
    /// <param name="hasPage">Whether the recipient has a response page.</param>
    /// <param name="hasGuests">Whether they see other guests.</param>
    public TemplateKey(PlannedEmail message, Instant at, bool dependsOnWorkshops, bool hasPage, bool hasGuests)
    {
        (HasPage, HasGuests) = (hasPage, hasGuests);
        (Kind, Workshop, PreviousWorkshop, RequestsNewResponse, Revision, FirstSequence) = (message.Kind, message.Workshop, message.PreviousWorkshop, message.RequestsNewResponse, message.Revision, message.FirstSequence);
        var reader = message.Recipient;
        (Language, Zone, City, Timestamp) = (reader.Language, reader.Zone, reader.City, at);
        Workshops = dependsOnWorkshops ? reader.Workshops : null;
    }

    /// <summary>The message without what does not count.</summary>
    public PlannedEmail Normalize(PlannedEmail message) => message with { Recipient = message.Recipient with { Workshops = Workshops } };

    // The parts that tell most; the whole of a workshop would be dear to hash for each email.
    public override int GetHashCode()
    {
        var hash = (int)Kind;
        foreach (var part in (ReadOnlySpan<int>)[Hash(Workshop?.Id), Workshop?.Sequence ?? 0, Hash(Language), Hash(Zone), Timestamp.GetHashCode()])
        {
            hash = unchecked((hash * 31) + part);
        }

        return hash;
    }

    private static int Hash(string? text) => text is null ? 0 : StringComparer.Ordinal.GetHashCode(text);
}
