using System.Net;
using Better.Calendar.Delivery;
using MailKit.Security;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The mail server that <c>--smtp</c> names.</summary>
internal sealed record MailServer(string Host, int Port, SecureSocketOptions Security, string? User)
{
    /// <summary>Where the password may stand.</summary>
    public const string PasswordVariable = "BETTER_SMTP_PASSWORD";

    private readonly Lock asking = new();
    private string? password;

    /// <summary>How to reach it.</summary>
    public SmtpServer Address => new() { Host = Host, Port = Port, Security = Security, Credentials = User is { } user ? () => new NetworkCredential(user, Password()) : null };

    /// <summary>Reads <c>--smtp</c>.</summary>
    public static MailServer Of(string text)
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

    private string Password()
    {
        // Several connections log in at once, and one question is enough.
        lock (asking)
        {
            return password ??= Environment.GetEnvironmentVariable(PasswordVariable)
                ?? (Console.IsInputRedirected
                    ? throw new WrongUseException($"No password: set {PasswordVariable}.")
                    : AnsiConsole.Prompt(new TextPrompt<string>($"Password of {User} at {Host}:").Secret()));
        }
    }
}
