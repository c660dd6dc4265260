using Better.Calendar.Invitations;

namespace Better.Calendar.Delivery;

/// <summary>Writes a letter beside its place and renames it: a reader sees whole letters only, and the same letter twice is one file.</summary>
internal static class LetterFile
{
    public static Carried Write(Letter letter, Action mark, string beside, string target, byte[] heading)
    {
        mark();
        try
        {
            using (var file = File.Create(beside))
            {
                file.Write(heading);
                letter.WriteTo(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, target, overwrite: true);
            return new(LetterState.Sent, Path.GetFileName(target));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DeliveryException($"{target} could not be written: {problem.Message} Nothing is lost: run again after mending.", problem);
        }
    }

    /// <summary>A file name from the Message-ID, which is the same whenever the letter is printed.</summary>
    public static string Name(Letter letter) => string.Concat(letter.MessageId.Trim('<', '>').Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));

    public static void Open(params string[] folders)
    {
        try
        {
            Array.ForEach(folders, static folder => Directory.CreateDirectory(folder));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DeliveryException($"{folders[0]} cannot be written to: {problem.Message}", problem);
        }
    }
}
