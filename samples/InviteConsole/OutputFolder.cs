using System.Globalization;
using System.Text;
using Better.Calendar;

namespace InviteConsole;

/// <summary>Writes all files of a run or none: to a temporary folder first, then in the place of the old files.</summary>
internal sealed class OutputFolder(DirectoryInfo folder)
{
    public const string PreviewFileName = "preview.html";
    private const string EmailsFolder = "emails";

    public void Write(
        string seriesId,
        IcsFile calendar,
        IReadOnlyCollection<InvitationEmail> emails,
        string preview,
        SeriesFile? seriesFile)
    {
        // Emails of an earlier run are replaced, so that none remains among the new ones. Other files must not be lost.
        var old = new DirectoryInfo(Path.Combine(folder.FullName, EmailsFolder));
        if (old.Exists && old.EnumerateFileSystemInfos().FirstOrDefault(entry => entry.Extension != ".eml") is { } other)
        {
            throw new UsageException(
                $"{other.FullName} is not an .eml file, and the folder would be replaced; choose another folder with --out.");
        }

        folder.Create();
        var temporary = Directory.CreateDirectory(Path.Combine(folder.FullName, $".writing-{Environment.ProcessId}"));
        try
        {
            temporary.CreateSubdirectory(EmailsFolder);
            WriteEmails(temporary, emails);
            using (var file = File.Create(Path.Combine(temporary.FullName, $"{seriesId}.ics")))
            {
                calendar.WriteTo(file);
            }

            File.WriteAllText(
                Path.Combine(temporary.FullName, PreviewFileName),
                preview,
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

            seriesFile?.Prepare();
            if (old.Exists)
            {
                Directory.Move(old.FullName, Path.Combine(temporary.FullName, "old-emails"));
            }

            Directory.Move(Path.Combine(temporary.FullName, EmailsFolder), Path.Combine(folder.FullName, EmailsFolder));
            foreach (var name in new[] { $"{seriesId}.ics", PreviewFileName })
            {
                File.Move(Path.Combine(temporary.FullName, name), Path.Combine(folder.FullName, name), overwrite: true);
            }

            // Last: the stored series must not say that participants were notified before their emails exist.
            seriesFile?.Commit();
        }
        finally
        {
            seriesFile?.Discard();
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>Where an email is in the folder: its number, kind and workshop, and to whom it goes.</summary>
    public static string GetEmailPath(InvitationEmail email, int index, int count)
    {
        var digits = Math.Max(2, count.ToString(CultureInfo.InvariantCulture).Length);
        var number = (index + 1).ToString($"D{digits}", CultureInfo.InvariantCulture);
        var recipient =
            string.Concat(email.Recipient.Email.LocalPart.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
        return $"{EmailsFolder}/{number}-{email.Kind.ToString().ToLowerInvariant()}-{email.WorkshopId ?? "all"}-{recipient}.eml";
    }

    private static void WriteEmails(DirectoryInfo target, IReadOnlyCollection<InvitationEmail> emails)
    {
        foreach (var (email, i) in emails.Select((email, i) => (email, i)))
        {
            using var file = File.Create(Path.Combine(target.FullName, GetEmailPath(email, i, emails.Count)));
            email.WriteTo(file);
        }
    }
}
