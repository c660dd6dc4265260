namespace Better.Calendar.Tests.Peers;

/// <summary>Finds the peers of tests/peers and checks whether they are installed.</summary>
/// <remarks>
/// <c>RIG_DIR</c> names the folder given to tests/peers/install.sh. A test that needs a missing peer is skipped with the reason;
/// with <c>BETTER_CALENDAR_PEERS=required</c>, as in CI, it fails.
/// </remarks>
public static class PeerRig
{
    /// <summary>The category of the tests that need a peer.</summary>
    public const string Category = "Peer";

    private static readonly Lazy<string> Root = new(FindRoot);
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> ReportedReasons = new();

    /// <summary>The folder tests/peers.</summary>
    public static string Scripts => Path.Combine(Root.Value, "tests", "peers");

    /// <summary>The content of a sample of tests/peers, such as <c>ics/good.ics</c>.</summary>
    public static byte[] Sample(string path) => File.ReadAllBytes(Path.Combine(Scripts, path));

    /// <summary>Ends the test as skipped (or as failed, where peers are required) unless these parts are installed.</summary>
    /// <param name="parts">The names in install.sh: parsers, readers, smtp, mail, cyrus, evolution, html, queue, clock.</param>
    public static void Need(params string[] parts)
    {
        var reasons = parts.Select(part => Missing(part, Environment.GetEnvironmentVariable("RIG_DIR"))).OfType<string>().ToList();
        if (reasons.Count == 0)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("BETTER_CALENDAR_PEERS") == "required")
        {
            Assert.Fail(string.Join(Environment.NewLine, reasons));
        }

        Skip(string.Join(Environment.NewLine, reasons));
    }

    /// <summary>
    /// Ends the test as skipped. The reason is printed once, on the stream that <c>dotnet test</c> shows at its default verbosity.
    /// </summary>
    public static void Skip(string reason)
    {
        if (ReportedReasons.TryAdd(reason, true))
        {
            TestContext.Error.WriteLine($"Skipped: {reason}");
        }

        Assert.Ignore(reason);
    }

    /// <summary>The reason why a part cannot be used; null if it can.</summary>
    /// <param name="part">The name in install.sh.</param>
    /// <param name="installed">The folder given to install.sh; null: none.</param>
    public static string? Missing(string part, string? installed)
    {
        if (string.IsNullOrEmpty(installed))
        {
            return $"{part}: RIG_DIR is not set. Run tests/peers/install.sh DIR {part} and set RIG_DIR=DIR.";
        }

        var missing = Requirements(part, installed).Where(static places => !places.Any(Exists)).Select(static places => places[0]).ToList();
        if (missing.Count > 0)
        {
            return $"{part}: {string.Join(", ", missing)} is missing. Run tests/peers/install.sh {installed} {part}.";
        }

        return part is "mail" or "cyrus" or "queue" && !Environment.IsPrivilegedProcess
            ? $"{part}: only root can start its servers. Run the tests as root."
            : null;
    }

    // Each row must exist in one of its places.
    private static string[][] Requirements(string part, string installed) => part switch
    {
        "parsers" =>
        [
            [Path.Combine(installed, "parsers/libical_check")],
            [Path.Combine(installed, "parsers/node_modules/ical.js")],
            ["/usr/lib/python3/dist-packages/icalendar"],
        ],
        "readers" =>
        [
            [Path.Combine(installed, "readers/kde_calendar")],
            [Path.Combine(installed, "readers/node_modules/node-ical")],
            ["/usr/share/rubygems-integration/all/gems/icalendar-2.8.0"],
            ["/usr/lib/python3/dist-packages/vobject"],
        ],
        "smtp" => [[Path.Combine(installed, "smtp/node_modules/smtp-server")]],
        "clock" => [["/usr/bin/faketime"]],
        "queue" => [["/usr/lib/rabbitmq/bin/rabbitmq-server"], ["/usr/lib/postgresql"]],
        "mail" => [["/usr/sbin/postfix"], ["/usr/sbin/dovecot"], ["/usr/lib/dovecot/imap"], ["/usr/lib/dovecot/lmtp"]],
        "cyrus" =>
        [
            ["/usr/lib/cyrus/bin/httpd"],
            [Path.Combine(installed, "cyr/usr/lib/cyrus/bin/imapd"), "/usr/lib/cyrus/bin/imapd"],
            [Path.Combine(installed, "smtp/node_modules/smtp-server")],
        ],
        "evolution" => [[Path.Combine(installed, "evolution/eds_calendar")], ["/usr/libexec/evolution-calendar-factory"]],
        "html" =>
        [
            [Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium"],
            [Path.Combine(installed, "html/node_modules/playwright-core")],
            [Path.Combine(installed, "html/node_modules/axe-core")],
            [Path.Combine(installed, "html/node_modules/html-validate")],
            [Path.Combine(installed, "html/node_modules/caniemail")],
        ],
        _ => throw new ArgumentException($"There is no part {part}. tests/peers/install.sh lists the parts.", nameof(part)),
    };

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Better.Calendar.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException(
            $"There is no Better.Calendar.sln in a folder above {AppContext.BaseDirectory}. Run the tests in a clone of the repository.");
    }
}
