using System.CommandLine;
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

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { smtp, oauth2, pickup, maildir })
        {
            command.Add(option);
        }
    }

    public IMessageTransport Read(ParseResult arguments) =>
        (arguments.GetValue(smtp), arguments.GetValue(pickup), arguments.GetValue(maildir)) switch
        {
            ({ } text, null, null) => new SmtpTransport(ParseServer(text, arguments.GetValue(oauth2))),
            (null, { } folder, null) => new PickupDirectoryTransport(folder.FullName),
            (null, null, { } folder) => new MaildirTransport(folder.FullName),
            _ => throw new UsageException("Say where the emails go with one of --smtp, --pickup and --maildir."),
        };

    private static SmtpServerOptions ParseServer(string text, bool isOAuth2)
    {
        string? password = null;
        SmtpServerOptions? server = null;
        try
        {
            server = SmtpServerOptions.Parse(text, _ => ValueTask.FromResult(password ??= AskPassword(server!)));
            return server = isOAuth2 && server.Credentials is { } login
                ? server with { Credentials = login with { IsOAuth2 = true } }
                : server;
        }
        catch (FormatException problem)
        {
            throw new UsageException($"--smtp is wrong. {problem.Message} The password is read from {PasswordVariable}, or asked for.");
        }
    }

    private static string AskPassword(SmtpServerOptions server) =>
        Environment.GetEnvironmentVariable(PasswordVariable)
        ?? (Console.IsInputRedirected
            ? throw new UsageException($"There is no password. Set the environment variable {PasswordVariable}.")
            : AnsiConsole.Prompt(new TextPrompt<string>($"Password of {server.Credentials!.UserName} at {server.Host}:").Secret()));
}
