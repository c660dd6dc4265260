using System.CommandLine;
using System.Net.Sockets;
using Better.Calendar;
using MailKit;
using MailKit.Security;
using Spectre.Console;

namespace InviteConsole;

/// <summary><c>replies</c>: who comes, by the mails that came back.</summary>
internal static class RepliesCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Folders of .eml files, .eml files, mbox files.", Arity = ArgumentArity.ZeroOrMore };
        var series = new Option<FileInfo>("--series") { Description = "The series document (JSON).", Required = true };
        var imap = new Option<string?>("--imap") { Description = $"Reads a mailbox instead: imaps://user@host:993/INBOX or imap://user@host:143/INBOX (STARTTLS). It is opened read-only and left as it is. The password is asked for, or taken from {ImapMailbox.PasswordVariable}." };
        var server = new Option<string?>("--trusted-server") { Description = "Your own mail server, whose Authentication-Results are believed.", HelpName = "NAME" };
        var key = new Option<FileInfo?>("--token-key") { Description = "A file with the key of the reply tokens that the emails were written with." };
        var csv = new Option<FileInfo?>("--csv") { Description = "Writes the attendance to a CSV file." };
        var command = new Command("replies", "Reads the replies that came back and prints who comes, and what was set aside and why.") { paths, series, imap, server, key, csv };
        command.SetAction(arguments =>
        {
            var file = arguments.GetValue(series)!;
            using var document = file.Exists ? file.OpenRead() : throw new UsageException($"There is no file {file.FullName}.");
            var invited = SeriesDocument.Read(document);
            var policy = new ReplyPolicy { TrustedAuthenticationServer = arguments.GetValue(server), ReplyTokens = ReadTokens(arguments.GetValue(key)) };
            var (inputs, mailbox) = (arguments.GetValue(paths)!, arguments.GetValue(imap));
            if (inputs.Length == 0 == mailbox is null)
            {
                throw new UsageException("replies: name folders or files to read, or a mailbox by --imap.");
            }

            try
            {
                var mails = mailbox is null ? CheckInput.Read(inputs).Where(input => input.IsEmail).Select(input => (input.Name, input.Bytes)) : ImapMailbox.Parse(mailbox).Read();
                var readings = mails.Select(mail => (mail.Name, Reading: ReplyReader.Read(mail.Bytes, invited, policy))).ToList();
                var attendance = Attendance.Empty.WithReply(readings.Select(read => read.Reading));
                RepliesTable.Write(invited, attendance, readings);
                if (arguments.GetValue(csv) is { } output)
                {
                    File.WriteAllText(output.FullName, RepliesCsv.Write(invited, attendance));
                }

                return 0;
            }
            catch (Exception problem) when (problem is AuthenticationException or SslHandshakeException or SocketException or ProtocolException or CommandException or FolderNotFoundException or NotSupportedException)
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{problem.Message.Split('\n')[0]}[/]");
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
        catch (ArgumentException problem)
        {
            throw new UsageException($"--token-key: {problem.Message}");
        }
    }
}
