using System.Globalization;
using System.Text;
using Better.Calendar;

namespace InviteConsole;

/// <summary>Writes all of a run or nothing: beside the old files first, then in their place.</summary>
internal sealed class OutputFolder(DirectoryInfo folder)
{
    public const string PreviewFileName = "preview.html";
    private const string EmailsFolder = "letters";

    public void Write(string seriesId, IcsFile calendar, IReadOnlyCollection<InvitationEmail> emails, string preview, SeriesFile? seriesFile)
    {
        // Letters of an earlier run must not lie among the new ones; files of somebody else must not be lost.
        var old = new DirectoryInfo(Path.Combine(folder.FullName, EmailsFolder));
        if (old.Exists && old.EnumerateFileSystemInfos().FirstOrDefault(entry => entry.Extension != ".eml") is { } foreign)
        {
            throw new UsageException($"{foreign.FullName} is not an email of ours; choose another folder with --out.");
        }

        folder.Create();
        var beside = Directory.CreateDirectory(Path.Combine(folder.FullName, $".writing-{Environment.ProcessId}"));
        try
        {
            WriteEmails(beside.CreateSubdirectory(EmailsFolder), emails);
            using (var file = File.Create(Path.Combine(beside.FullName, $"{seriesId}.ics")))
            {
                calendar.WriteTo(file);
            }

            File.WriteAllText(Path.Combine(beside.FullName, PreviewFileName), preview, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

            seriesFile?.Prepare();
            if (old.Exists)
            {
                Directory.Move(old.FullName, Path.Combine(beside.FullName, "old-letters"));
            }

            Directory.Move(Path.Combine(beside.FullName, EmailsFolder), Path.Combine(folder.FullName, EmailsFolder));
            foreach (var name in new[] { $"{seriesId}.ics", PreviewFileName })
            {
                File.Move(Path.Combine(beside.FullName, name), Path.Combine(folder.FullName, name), overwrite: true);
            }

            // Last: a document that counts emails as told must not be there without them.
            seriesFile?.Commit();
        }
        finally
        {
            seriesFile?.Discard();
            beside.Delete(recursive: true);
        }
    }

    private static void WriteEmails(DirectoryInfo emailFolder, IReadOnlyCollection<InvitationEmail> emails)
    {
        var digits = Math.Max(2, emails.Count.ToString(CultureInfo.InvariantCulture).Length);
        foreach (var (email, i) in emails.Select((email, i) => (email, i)))
        {
            var number = (i + 1).ToString($"D{digits}", CultureInfo.InvariantCulture);
            var recipient = string.Concat(email.Recipient.Email.LocalPart.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
            using var file = File.Create(Path.Combine(emailFolder.FullName, $"{number}-{email.Kind.ToString().ToLowerInvariant()}-{email.WorkshopId ?? "all"}-{recipient}.eml"));
            email.WriteTo(file);
        }
    }
}
