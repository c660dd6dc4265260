
namespace Better.Calendar.Email;

/// <summary>A participant, and what is kept of her from email to email.</summary>
internal sealed class RecipientContext(Participant participant)
{
    private byte[]? addressDigest;

    public Participant Participant => participant;

    /// <summary>What her address gives to the Message-IDs of her emails.</summary>
    public byte[] AddressDigest => addressDigest ??= MessageIdGenerator.ComputeDigest(participant.Email);
}
