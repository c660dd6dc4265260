using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Invitations;

/// <summary>All that letters of one master have in common: everything but the recipient's name, address, response page and place among the guests.</summary>
internal readonly record struct LetterKey
{
    public LetterKind Kind { get; }
    public Workshop? Workshop { get; }
    public Workshop? Before { get; }
    public bool AsksAgain { get; }
    public int Revision { get; }
    public int FirstSequence { get; }
    public string? Language { get; }
    public string? Zone { get; }
    public LocalizedText? City { get; }
    public ValueList<string>? Workshops { get; }
    public Instant At { get; }
    public bool HasPage { get; }
    public bool HasGuests { get; }

    /// <summary>The key of a letter.</summary>
    /// <param name="message">The letter.</param>
    /// <param name="at">When it is written.</param>
    /// <param name="countsWorkshops">Whether the letter depends on which other workshops the recipient is invited to.</param>
    /// <param name="hasPage">Whether the recipient has a response page.</param>
    /// <param name="hasGuests">Whether they see other guests.</param>
    public LetterKey(PlannedMessage message, Instant at, bool countsWorkshops, bool hasPage, bool hasGuests)
    {
        (HasPage, HasGuests) = (hasPage, hasGuests);
        (Kind, Workshop, Before, AsksAgain, Revision, FirstSequence) = (message.Kind, message.Workshop, message.Before, message.AsksAgain, message.Revision, message.FirstSequence);
        var reader = message.Recipient;
        (Language, Zone, City, At) = (reader.Language, reader.Zone, reader.City, at);
        Workshops = countsWorkshops ? reader.Workshops : null;
    }

    /// <summary>The message without what does not count.</summary>
    public PlannedMessage Plain(PlannedMessage message) => message with { Recipient = message.Recipient with { Workshops = Workshops } };

    // The parts that tell most; the whole of a workshop would be dear to hash for each letter.
    public override int GetHashCode()
    {
        var hash = (int)Kind;
        foreach (var part in (ReadOnlySpan<int>)[Hash(Workshop?.Id), Workshop?.Sequence ?? 0, Hash(Language), Hash(Zone), At.GetHashCode()])
        {
            hash = unchecked((hash * 31) + part);
        }

        return hash;
    }

    private static int Hash(string? text) => text is null ? 0 : StringComparer.Ordinal.GetHashCode(text);
}
