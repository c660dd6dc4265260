using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Spectre.Console;

namespace InviteConsole;

/// <summary>A mailbox that is opened read-only (EXAMINE): no mail is marked, moved or deleted.</summary>
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
            throw new UsageException(
                $"--imap: the value is not the URL of a mailbox. Write imaps://user@host:993/INBOX or imap://user@host:143/INBOX "
                    + $"without a password; the password is read from the environment variable {PasswordVariable}, or asked for.");
        }

        var port = uri.Port > 0 ? uri.Port : security == SecureSocketOptions.StartTls ? 143 : 993;
        var folder = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        return new(uri.Host, port, security.Value, Uri.UnescapeDataString(uri.UserInfo), folder.Length == 0 ? "INBOX" : folder);
    }

    /// <summary>
    /// Reads the bytes of all mails, named by folder and UID. A mail that is deleted while the mailbox is read is skipped.
    /// </summary>
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
                ? throw new UsageException(
                    $"There is no password for {User} at {Host}: set the environment variable {PasswordVariable}, or run the command in "
                        + $"a terminal.")
                : AnsiConsole.Prompt(new TextPrompt<string>(ConsoleTexts.Of($"Password of {User} at {Host}:")).Secret()));
}
