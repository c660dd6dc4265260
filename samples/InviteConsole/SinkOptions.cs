using System.CommandLine;
using Better.Calendar.Delivery;
using Spectre.Console;

namespace InviteConsole;

/// <summary>Where <c>send</c> brings the letters.</summary>
internal sealed class SinkOptions
{
    private const string PasswordVariable = "BETTER_SMTP_PASSWORD";

    private readonly Option<string?> smtp = new("--smtp")
    {
        Description = $"The mail server: smtp://user@host:587 (STARTTLS) or smtps://user@host:465 (TLS from the start). The password is asked for, or taken from {PasswordVariable}.",
    };

    private readonly Option<bool> oauth2 = new("--oauth2") { Description = "The password is an access token (XOAUTH2)." };

    private readonly Option<DirectoryInfo?> pickup = new("--pickup") { Description = "Instead of --smtp: the pickup folder of IIS or Exchange on this machine." };

    private readonly Option<DirectoryInfo?> maildir = new("--maildir") { Description = "Instead of --smtp: a Maildir, to look the letters through in a mail program." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { smtp, oauth2, pickup, maildir })
        {
            command.Add(option);
        }
    }

    public ILetterSink Read(ParseResult arguments) => (arguments.GetValue(smtp), arguments.GetValue(pickup), arguments.GetValue(maildir)) switch
    {
        ({ } text, null, null) => new SmtpSink(Server(text, arguments.GetValue(oauth2))),
        (null, { } folder, null) => new PickupSink(folder.FullName),
        (null, null, { } folder) => new MaildirSink(folder.FullName),
        _ => throw new WrongUseException("--smtp, --pickup or --maildir: say where the letters go, one of them."),
    };

    private static SmtpServer Server(string text, bool isOAuth2)
    {
        string? password = null;
        SmtpServer? server = null;
        try
        {
            server = SmtpServer.Parse(text, _ => ValueTask.FromResult(password ??= Password(server!)));
            return server = isOAuth2 && server.Login is { } login ? server with { Login = login with { IsOAuth2 = true } } : server;
        }
        catch (FormatException problem)
        {
            throw new WrongUseException($"--smtp: {problem.Message}; it is asked for, or taken from {PasswordVariable}.");
        }
    }

    private static string Password(SmtpServer server) =>
        Environment.GetEnvironmentVariable(PasswordVariable)
        ?? (Console.IsInputRedirected
            ? throw new WrongUseException($"No password: set {PasswordVariable}.")
            : AnsiConsole.Prompt(new TextPrompt<string>($"Password of {server.Login!.User} at {server.Host}:").Secret()));
}
