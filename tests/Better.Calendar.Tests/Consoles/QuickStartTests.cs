using System.Diagnostics;
using MimeKit;

namespace Better.Calendar.Tests.Consoles;

/// <summary>The README's first program writes the email that the README shows below it.</summary>
public sealed class QuickStartTests
{
    [Test]
    public void The_email_in_the_README_is_what_its_program_writes()
    {
        var folder = Directory.CreateTempSubdirectory("better-calendar-");
        try
        {
            using var process =
                Process.Start(
                    new ProcessStartInfo(
                        "dotnet",
                        [Path.Combine(TestContext.CurrentContext.TestDirectory, "QuickStart.dll")])
                    {
                        WorkingDirectory =
                            folder.FullName
                    })!;
            process.WaitForExit();
            using var email = MimeMessage.Load(Path.Combine(folder.FullName, "kadri-1.eml"));
            var shown = File.ReadAllText(Repository.File("README.md")).Split("```text\n")[1].Split("```")[0];

            // MimeKit joins flowed lines (RFC 3676); the README shows them as they are sent.
            Assert.That(Words($"Subject: {email.Subject} To: {email.To} {email.TextBody}"), Does.StartWith(Words(shown)));
            Assert.That(File.Exists(Path.Combine(folder.FullName, "open-data.ics")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Words(string text) =>
        string.Join(' ', text.Replace("\"", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
