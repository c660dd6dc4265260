using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Spectre.Console;

namespace InviteConsole;

/// <summary>A mailbox that is looked at and left as it is: opened read-only (EXAMINE), nothing marked, moved or deleted.</summary>
internal sealed record ImapMailbox(string Host, int Port, SecureSocketOptions Security, string User, string Folder)
{
    public const string PasswordVariable = "BETTER_IMAP_PASSWORD";

    public static ImapMailbox Parse(string text)
    {
        var uri = Uri.TryCreate(text, UriKind.Absolute, out var parsed) ? parsed : new Uri("unknown:");
        SecureSocketOptions? security = uri.Scheme switch
        {
            "imap" => SecureSocketOptions.StartTls,
            "imaps" => SecureSocketOptions.SslOnConnect,
            _ => null,
        };
        if (security is null || uri.Host.Length == 0 || uri.UserInfo.Length == 0 || uri.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw new UsageException($"--imap: write imaps://user@host:993/INBOX or imap://user@host:143/INBOX, without a password; it is asked for, or taken from {PasswordVariable}.");
        }

        var port = uri.Port > 0 ? uri.Port : security == SecureSocketOptions.StartTls ? 143 : 993;
        var folder = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        return new(uri.Host, port, security.Value, Uri.UnescapeDataString(uri.UserInfo), folder.Length == 0 ? "INBOX" : folder);
    }

    /// <summary>The bytes of all mails, by their UIDs; a mail that is gone in between is passed over.</summary>
    public IEnumerable<(string Name, byte[] Bytes)> Read()
    {
        using var client = new ImapClient();
        client.Connect(Host, Port, Security);
        client.Authenticate(User, AskPassword());
        var folder = Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox! : client.GetFolder(Folder);
        folder.Open(FolderAccess.ReadOnly);
        foreach (var id in folder.Search(SearchQuery.All))
        {
            byte[] bytes;
            try
            {
                using var stream = folder.GetStream(id, "");
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                bytes = copy.ToArray();
            }
            catch (MessageNotFoundException)
            {
                continue;
            }

            yield return ($"{Folder}/{id}", bytes);
        }

        client.Disconnect(quit: true);
    }

    private string AskPassword() =>
        Environment.GetEnvironmentVariable(PasswordVariable)
            ?? (Console.IsInputRedirected
                ? throw new UsageException($"No password: set {PasswordVariable}.")
                : AnsiConsole.Prompt(new TextPrompt<string>($"Password of {User} at {Host}:").Secret()));
}
