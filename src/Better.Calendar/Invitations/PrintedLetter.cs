namespace Better.Calendar.Invitations;

/// <summary>A letter's octets on a page with others.</summary>
internal sealed class PrintedLetter(OctetBuffer page, int start, int length)
{
    public void WriteTo(Stream stream) => stream.Write(page.Octets, start, length);
}
