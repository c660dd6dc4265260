using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Better.Calendar;
using Better.Calendar.Delivery;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The options of <c>send</c> that say where the emails go.</summary>
internal sealed class TransportOptions
{
    private const string PasswordVariable = "BETTER_SMTP_PASSWORD";

    private readonly Option<string?> smtp = new("--smtp")
    {
        Description =
            "The mail server: smtp://user@host:587 (STARTTLS) or smtps://user@host:465 (TLS from the start). The password is read "
                + $"from {PasswordVariable}, or asked for.",
    };

    private readonly Option<bool> oauth2 =
        new("--oauth2") { Description = "The password is an OAuth 2 access token (OAUTHBEARER or XOAUTH2)." };

    private readonly Option<DirectoryInfo?> pickup =
        new("--pickup") { Description = "Instead of --smtp: the pickup directory of IIS or Exchange on this machine." };

    private readonly Option<DirectoryInfo?> maildir =
        new("--maildir") { Description = "Instead of --smtp: a Maildir, to review the emails in a mail program." };

    private readonly Option<FileInfo?> authority =
        new("--ca")
        {
            Description = "With --smtp: a file with certificates of authorities (PEM) that are trusted as well.",
            HelpName = "FILE",
        };

    private readonly Option<RevocationMode> revocation =
        new("--revocation")
        {
            Description =
                "With --smtp: whether a certificate is refused if it was revoked (soft), also if no list says so (strict), or never (off).",
            HelpName = "off|soft|strict",
        };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { smtp, oauth2, authority, revocation, pickup, maildir })
        {
            command.Add(option);
        }
    }

    public IMessageTransport Read(ParseResult arguments) =>
        (arguments.GetValue(smtp), arguments.GetValue(pickup), arguments.GetValue(maildir)) switch
        {
            ({ } text, null, null) => new SmtpTransport(ParseServer(text, arguments), CertificateWarning.Logger),
            (null, { } folder, null) => new PickupDirectoryTransport(folder.FullName),
            (null, null, { } folder) => new MaildirTransport(folder.FullName),
            _ => throw new UsageException($"Say where the emails go with one of --smtp, --pickup and --maildir."),
        };

    /// <summary>The options that say where the emails go, as they were typed; a placeholder if none was.</summary>
    public string Describe(ParseResult arguments)
    {
        var given = new List<string>();
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                given.Add($"{name} {CommandText.Quote(value)}");
            }
        }

        Add("--smtp", arguments.GetValue(smtp));
        Add("--pickup", arguments.GetValue(pickup)?.FullName);
        Add("--maildir", arguments.GetValue(maildir)?.FullName);
        if (given.Count == 0)
        {
            return "--smtp smtp://USER@HOST:587";
        }

        Add("--ca", arguments.GetValue(authority)?.FullName);
        Add(
            "--revocation",
            arguments.GetResult(revocation) is { Implicit: false } ? $"{arguments.GetValue(revocation)}".ToLowerInvariant() : null);
        return string.Join(' ', given) + (arguments.GetValue(oauth2) ? " --oauth2" : "");
    }

    private SmtpServerOptions ParseServer(string text, ParseResult arguments)
    {
        string? password = null;
        SmtpServerOptions? server = null;
        try
        {
            server = SmtpServerOptions.Parse(text, _ => ValueTask.FromResult(password ??= AskPassword(server!)));
            server = server with
            {
                Revocation = arguments.GetValue(revocation),
                TrustedRootCertificates = arguments.GetValue(authority) is { } file ? ReadCertificates(file) : [],
            };
            return server = arguments.GetValue(oauth2) && server.Credentials is { } login
                ? server with { Credentials = login with { IsOAuth2 = true } }
                : server;
        }
        catch (FormatException problem)
        {
            throw new UsageException($"--smtp is wrong. {problem.Message} The password is read from {PasswordVariable}, or asked for.");
        }
    }

    private static ValueList<X509Certificate2> ReadCertificates(FileInfo file)
    {
        try
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(file.FullName);
            return all.Count > 0
                ? all.ToValueList()
                : throw new UsageException($"--ca: {file.FullName} contains no certificate. It must be a file in PEM.");
        }
        catch (CryptographicException problem)
        {
            throw new UsageException($"--ca: the certificates in {file.FullName} cannot be read: {problem.Message}");
        }
    }

    private static string AskPassword(SmtpServerOptions server) =>
        Environment.GetEnvironmentVariable(PasswordVariable)
        ?? (Console.IsInputRedirected
            ? throw new UsageException($"There is no password. Set the environment variable {PasswordVariable}.")
            : AnsiConsole.Prompt(new TextPrompt<string>(
                ConsoleTexts.Of($"Password of {server.Credentials!.UserName} at {server.Host}:")).Secret()));
}
