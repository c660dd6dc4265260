using System.CommandLine;
using System.Net.Sockets;
using Better.Calendar;
using MailKit;
using MailKit.Security;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The command <c>replies</c>: reads the replies and shows who attends.</summary>
internal static class RepliesCommand
{
    public static Command Create()
    {
        var paths =
            new Argument<string[]>(
                "path")
            {
                Description = "The replies: .eml files, folders of .eml files, or mbox files.",
                Arity = ArgumentArity.ZeroOrMore
            };
        var series = new Option<FileInfo>("--series") { Description = "The series document (JSON).", Required = true };
        var imap =
            new Option<string?>(
                "--imap")
            {
                Description =
                    "Reads a mailbox instead of files: imaps://user@host:993/INBOX or imap://user@host:143/INBOX (STARTTLS). It is "
                        + "opened read-only and not changed. The password is read from the environment "
                            + $"variable {ImapMailbox.PasswordVariable}, or asked for."
            };
        var server =
            new Option<string?>(
                "--trusted-server")
            {
                Description = "The name of your own mail server, whose Authentication-Results headers are trusted.",
                HelpName = "NAME"
            };
        var key =
            new Option<FileInfo?>(
                "--token-key")
            { Description = "The file with the key of the reply tokens with which the emails were written." };
        var csv = new Option<FileInfo?>("--csv") { Description = "Writes the attendance to this CSV file." };
        var command =
            new Command(
                "replies",
                "Reads the replies to a series and shows who attends, and which mails were set aside and why.") { paths,
                series,
                imap,
                server,
                key,
                csv };
        command.SetAction(arguments =>
        {
            var file = arguments.GetValue(series)!;
            using var document = file.Exists ? file.OpenRead() : throw new UsageException($"There is no file {file.FullName}.");
            var invited = SeriesDocument.Read(document);
            var policy =
                new ReplyPolicy
                {
                    TrustedAuthenticationServer = arguments.GetValue(server),
                    ReplyTokens = ReadTokens(arguments.GetValue(key))
                };
            var (inputs, mailbox) = (arguments.GetValue(paths)!, arguments.GetValue(imap));
            if (inputs.Length == 0 == mailbox is null)
            {
                throw new UsageException("replies: give either files or folders to read, or a mailbox with --imap.");
            }

            try
            {
                var mails = mailbox is null
                    ? CheckInput.Read(inputs).Where(input => input.IsEmail).Select(input => (input.Name, input.Bytes))
                    : ImapMailbox.Parse(mailbox).Read();
                var results = mails.Select(mail => (mail.Name, Result: ReplyReader.Read(mail.Bytes, invited, policy))).ToList();
                var attendance = Attendance.Empty.WithReplies(results.Select(read => read.Result));
                RepliesTable.Write(invited, attendance, results);
                if (arguments.GetValue(csv) is { } output)
                {
                    File.WriteAllText(output.FullName, RepliesCsv.Write(invited, attendance));
                }

                return 0;
            }
            catch (Exception exception) when (exception is AuthenticationException
                or SslHandshakeException
                or SocketException
                or ProtocolException
                or CommandException
                or FolderNotFoundException
                or NotSupportedException)
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{exception.Message.Split('\n')[0]}[/]");
                return 1;
            }
        });
        return command;
    }

    private static ReplyTokens? ReadTokens(FileInfo? key)
    {
        try
        {
            return key is null ? null : new ReplyTokens(File.ReadAllBytes(key.FullName));
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"--token-key {key!.FullName}: {exception.Message}");
        }
    }
}
