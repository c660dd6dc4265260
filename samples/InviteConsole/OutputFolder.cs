using System.Globalization;
using System.Text;
using Better.Calendar.Ics;
using Better.Calendar.Invitations;

namespace InviteConsole;

/// <summary>Writes all of a run or nothing: beside the old files first, then in their place.</summary>
internal sealed class OutputFolder(DirectoryInfo folder)
{
    public const string Preview = "preview.html";
    private const string Letters = "letters";

    public void Write(string seriesId, IcsFile calendar, IReadOnlyCollection<Letter> letters, string preview, StoredDocument? store)
    {
        // Letters of an earlier run must not lie among the new ones; files of somebody else must not be lost.
        var old = new DirectoryInfo(Path.Combine(folder.FullName, Letters));
        if (old.Exists && old.EnumerateFileSystemInfos().FirstOrDefault(entry => entry.Extension != ".eml") is { } foreign)
        {
            throw new WrongUseException($"{foreign.FullName} is not a letter of ours; choose another folder with --out.");
        }

        folder.Create();
        var beside = Directory.CreateDirectory(Path.Combine(folder.FullName, $".writing-{Environment.ProcessId}"));
        try
        {
            WriteLetters(beside.CreateSubdirectory(Letters), letters);
            using (var file = File.Create(Path.Combine(beside.FullName, $"{seriesId}.ics")))
            {
                calendar.WriteTo(file);
            }

            File.WriteAllText(Path.Combine(beside.FullName, Preview), preview, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

            store?.Prepare();
            if (old.Exists)
            {
                Directory.Move(old.FullName, Path.Combine(beside.FullName, "old-letters"));
            }

            Directory.Move(Path.Combine(beside.FullName, Letters), Path.Combine(folder.FullName, Letters));
            foreach (var name in new[] { $"{seriesId}.ics", Preview })
            {
                File.Move(Path.Combine(beside.FullName, name), Path.Combine(folder.FullName, name), overwrite: true);
            }

            // Last: a document that counts letters as told must not be there without them.
            store?.Commit();
        }
        finally
        {
            store?.Discard();
            beside.Delete(recursive: true);
        }
    }

    private static void WriteLetters(DirectoryInfo letterFolder, IReadOnlyCollection<Letter> letters)
    {
        var digits = Math.Max(2, letters.Count.ToString(CultureInfo.InvariantCulture).Length);
        foreach (var (letter, i) in letters.Select((letter, i) => (letter, i)))
        {
            var number = (i + 1).ToString($"D{digits}", CultureInfo.InvariantCulture);
            var recipient = string.Concat(letter.Recipient.Email.LocalPart.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
            using var file = File.Create(Path.Combine(letterFolder.FullName, $"{number}-{letter.Kind.ToString().ToLowerInvariant()}-{letter.WorkshopId ?? "all"}-{recipient}.eml"));
            letter.WriteTo(file);
        }
    }
}
