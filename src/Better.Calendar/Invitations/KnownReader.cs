using Better.Calendar.Workshops;

namespace Better.Calendar.Invitations;

/// <summary>A participant, and what is kept of her from letter to letter.</summary>
internal sealed class KnownReader(Participant participant)
{
    private byte[]? digest;

    public Participant Participant => participant;

    /// <summary>What her address gives to the Message-IDs of her letters.</summary>
    public byte[] Digest => digest ??= MailIdentity.DigestOf(participant.Email);
}
