using System.CommandLine;
using System.Net.Sockets;
using System.Text;
using Better.Calendar;
using MailKit;
using MailKit.Security;

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
        var series = new Option<FileInfo>("--series") { Description = "The series document (JSON).", HelpName = "FILE", Required = true };
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
        var csv = new Option<FileInfo?>("--csv") { Description = "Writes the attendance to this CSV file, for spreadsheets." };
        var json = new Option<bool>("--json") { Description = "Writes what was read as JSON instead of tables." };
        var store =
            AttendanceFile.CreateOption(
                "Adds the responses to the attendance in this file (JSON), or creates it; plan, write and send take it.");
        var command =
            new Command(
                "replies",
                "Reads the replies to a series and shows who attends, and which mails were set aside and why.") { paths,
                series,
                imap,
                server,
                key,
                csv,
                json,
                store };
        command.SetAction(arguments =>
        {
            var invited = SeriesOptions.OpenDocument(arguments.GetValue(series)!);
            var policy =
                new ReplyPolicy
                {
                    TrustedAuthenticationServer = arguments.GetValue(server),
                    ReplyTokens = ReadTokens(arguments.GetValue(key))
                };
            var (inputs, mailbox) = (arguments.GetValue(paths)!, arguments.GetValue(imap));
            if (inputs.Length == 0 == mailbox is null)
            {
                throw new UsageException($"replies: give either files or folders to read, or a mailbox with --imap.");
            }

            try
            {
                var mails = mailbox is null
                    ? CheckInput.Read(inputs).Where(input => input.IsEmail).Select(input => (input.Name, input.Bytes))
                    : ImapMailbox.Parse(mailbox).Read();
                var results = mails.Select(mail => (mail.Name, Result: ReplyReader.Read(mail.Bytes, invited, policy))).ToList();
                var attendance = AttendanceFile.Add(arguments.GetValue(store), results.Select(read => read.Result));
                if (arguments.GetValue(json))
                {
                    Console.WriteLine(RepliesJson.Serialize(invited, attendance, results));
                }
                else
                {
                    new RepliesTable(invited, attendance).Print(results);
                    if (arguments.GetValue(store) is { } stored)
                    {
                        Screen.Line($"The attendance is stored in [bold]{stored.FullName}[/].");
                    }
                }

                if (arguments.GetValue(csv) is { } table)
                {
                    // Excel takes a file without the mark for one in the code page of the computer.
                    var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
                    File.WriteAllText(table.FullName, RepliesCsv.Write(invited, attendance), utf8);
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
                Screen.ForeignProblem(exception.Message.Split('\n')[0]);
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
            throw UsageException.FromLibrary($"--token-key {key!.FullName}: {exception.Message}");
        }
    }
}
