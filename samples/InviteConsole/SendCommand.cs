using System.CommandLine;
using System.Net.Sockets;
using Better.Calendar.Invitations;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Spectre.Console;

namespace InviteConsole;

/// <summary><c>send</c>: composes the letters and hands them to a mail server over one connection.</summary>
internal static class SendCommand
{
    private const string PasswordVariable = "BETTER_SMTP_PASSWORD";

    public static Command Create()
    {
        var (options, revisions) = (new SeriesOptions(), new RevisionOptions());
        var smtp = new Option<string>("--smtp")
        {
            Description = $"The mail server: smtp://user@host:587 (STARTTLS) or smtps://user@host:465 (TLS from the start). The password is asked for, or taken from {PasswordVariable}.",
            Required = true,
        };
        var command = new Command("send", "Sends every letter by SMTP; a refused recipient does not keep the others from theirs.") { smtp };
        options.AddTo(command);
        revisions.AddTo(command, withStore: true);
        command.SetAction(arguments => Run(options, revisions, arguments, Server.Of(arguments.GetValue(smtp)!)));
        return command;
    }

    private static int Run(SeriesOptions options, RevisionOptions revisions, ParseResult arguments, Server server)
    {
        var (series, at) = options.Read(arguments);
        var plan = revisions.IsAsked(arguments) ? revisions.Plan(options, arguments, series, at) : null;
        var letters = RevisionOptions.Letters(plan?.Series ?? series, plan, plan?.At ?? at).ToList();
        var store = plan is null ? null : new StoredDocument(plan.Series, revisions.Store(arguments) ?? throw new WrongUseException("--previous of send needs --store: a file to keep the document in."));
        store?.Prepare();
        using var client = new SmtpClient();
        var failures = new List<(Letter Letter, string Reason)>();
        try
        {
            Connect(client, server);
            AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(progress =>
            {
                var task = progress.AddTask("Sending", maxValue: Math.Max(1, letters.Count));
                foreach (var letter in letters)
                {
                    if (Send(client, server, letter) is { } reason)
                    {
                        failures.Add((letter, reason));
                    }

                    task.Increment(1);
                }
            });
            client.Disconnect(quit: true);

            // Every letter was handed over or refused for its own sake: both is done. A connection that never came about is not.
            store?.Commit();
        }
        catch (Exception problem) when (problem is AuthenticationException or SslHandshakeException or SocketException or IOException or ProtocolException or SmtpCommandException or NotSupportedException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{server.Host}:{server.Port}: {problem.Message.Split('\n')[0]}[/]");
            return 1;
        }
        finally
        {
            store?.Discard();
        }

        store?.Tell();
        foreach (var (letter, reason) in failures)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{letter.Recipient.Email}[/], workshop {letter.WorkshopId}: {reason}");
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]{letters.Count - failures.Count}[/] of {letters.Count} letters were taken by {server.Host}.");
        return failures.Count == 0 ? 0 : 1;
    }

    private static void Connect(SmtpClient client, Server server)
    {
        client.Connect(server.Host, server.Port, server.Security);
        if (server.User is { } user)
        {
            client.Authenticate(user, server.Password());
        }
    }

    /// <summary>Sends one letter; the reason where that failed.</summary>
    private static string? Send(SmtpClient client, Server server, Letter letter)
    {
        using var message = letter.ToMimeMessage();
        try
        {
            if (!client.IsConnected)
            {
                Connect(client, server);
            }

            client.Send(message);
            return null;
        }
        catch (SmtpCommandException problem)
        {
            // The server refused this letter and keeps the connection.
            return $"{(int)problem.StatusCode} {problem.Message.Split('\n')[0].Trim()}";
        }
        catch (Exception problem) when (problem is ProtocolException or IOException or SocketException)
        {
            // It may have arrived: sending again with the same Message-ID is up to the user.
            return $"the connection was lost, so whether it arrived is not known ({problem.Message.Split('\n')[0].Trim()})";
        }
    }

    private sealed record Server(string Host, int Port, SecureSocketOptions Security, string? User)
    {
        private string? password;

        public static Server Of(string text)
        {
            var uri = Uri.TryCreate(text, UriKind.Absolute, out var parsed) ? parsed : new Uri("unknown:");

            // Certificates are checked. Without TLS a password and everybody's meeting links would travel in the open.
            SecureSocketOptions? security = uri.Scheme switch
            {
                "smtp" => SecureSocketOptions.StartTls,
                "smtps" => SecureSocketOptions.SslOnConnect,
                _ => null,
            };
            if (security is null || uri.Host.Length == 0 || uri.UserInfo.Contains(':', StringComparison.Ordinal))
            {
                throw new WrongUseException($"--smtp: write smtp://user@host:587 or smtps://user@host:465, without a password; it is asked for, or taken from {PasswordVariable}.");
            }

            var port = uri.Port > 0 ? uri.Port : security == SecureSocketOptions.StartTls ? 587 : 465;
            return new(uri.Host, port, security.Value, uri.UserInfo.Length == 0 ? null : Uri.UnescapeDataString(uri.UserInfo));
        }

        public string Password() =>
            password ??= Environment.GetEnvironmentVariable(PasswordVariable)
                ?? (Console.IsInputRedirected
                    ? throw new WrongUseException($"No password: set {PasswordVariable}.")
                    : AnsiConsole.Prompt(new TextPrompt<string>($"Password of {User} at {Host}:").Secret()));
    }
}
