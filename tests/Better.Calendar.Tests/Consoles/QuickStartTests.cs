using System.Diagnostics;
using MimeKit;

namespace Better.Calendar.Tests.Consoles;

/// <summary>The README's first lines of code, run, and the email that it shows below them.</summary>
public sealed class QuickStartTests
{
    [Test]
    public void The_README_s_email_is_what_its_code_writes()
    {
        var folder = Directory.CreateTempSubdirectory("better-calendar-");
        try
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(TestContext.CurrentContext.TestDirectory, "QuickStart.dll")]) { WorkingDirectory = folder.FullName })!;
            process.WaitForExit();
            using var email = MimeMessage.Load(Path.Combine(folder.FullName, "kadri-1.eml"));
            var shown = File.ReadAllText(Repository.File("README.md")).Split("```text\n")[1].Split("```")[0];

            // MimeKit joins the flowed lines again (RFC 3676), the README shows them as they are sent.
            Assert.That(Words($"Subject: {email.Subject} To: {email.To} {email.TextBody}"), Does.StartWith(Words(shown)));
            Assert.That(File.Exists(Path.Combine(folder.FullName, "open-data.ics")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Words(string text) => string.Join(' ', text.Replace("\"", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
