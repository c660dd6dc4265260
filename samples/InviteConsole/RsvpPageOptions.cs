using System.CommandLine;
using System.Security.Cryptography;
using Better.Calendar;

namespace InviteConsole;

/// <summary>The options about the RSVP page that the emails link to; <c>write</c> and <c>send</c> share them.</summary>
internal sealed class RsvpPageOptions
{
    private const int KeyLength = 32;

    private readonly Option<string?> page = new("--rsvp-page")
    {
        Description = "The address of the RSVP page, which ends with a token of each person's own, such as https://host.example/rsvp/. "
            + "Needs --token-key.",
    };

    private readonly Option<FileInfo?> key = new("--token-key")
    {
        Description = "The file with the secret key of the tokens, as the host of the page has it: rsvp.key of the sample WebHost.",
    };

    public void AddTo(Command command)
    {
        command.Add(page);
        command.Add(key);
    }

    /// <summary>How emails are written that have been planned before.</summary>
    /// <exception cref="UsageException">One of the options is missing or wrong.</exception>
    public InvitationOptions Read(ParseResult arguments)
    {
        var (address, file) = (arguments.GetValue(page), arguments.GetValue(key));
        if (address is null && file is null)
        {
            return new();
        }

        if (address is null || file is null)
        {
            throw new UsageException($"--rsvp-page and --token-key belong together; give both.");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"--rsvp-page: \"{address}\" is not a web address; write it like https://host.example/rsvp/.");
        }

        var tokens = ReadTokens(file);
        return new()
        {
            RsvpPage = (series, workshop, participant) => GetUrl(series, workshop, participant),
            CoursePage = (series, participant) => GetUrl(series, null, participant),
        };

        Uri GetUrl(WorkshopSeries series, Workshop? workshop, Participant participant) =>
            new(address + tokens.GetToken(series, workshop, participant));
    }

    /// <summary>How the emails of a plan are written.</summary>
    /// <exception cref="UsageException">The emails need a page, and there is none.</exception>
    public InvitationOptions Read(ParseResult arguments, SeriesRevision plan)
    {
        var options = Read(arguments);
        return options.CoursePage is null && plan.Emails.Any(static email => email.IsCourseEmail)
            ? throw new UsageException(
                $"The email about the whole course asks on an RSVP page. Give --rsvp-page and --token-key, or plan the first emails with "
                    + $"--mode per-workshop.")
            : options;
    }

    /// <summary>The options as the next command needs them, with a space before; empty if none was given.</summary>
    public string Describe(ParseResult arguments) =>
        arguments.GetValue(page) is { } address && arguments.GetValue(key) is { } file
            ? $" --rsvp-page {CommandText.Quote(address)} --token-key {CommandText.Quote(file.FullName)}"
            : "";

    private static ReplyTokens ReadTokens(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new UsageException($"The file {file.FullName} does not exist.");
        }

        var bytes = File.ReadAllBytes(file.FullName);
        return bytes.Length >= KeyLength
            // as the sample WebHost derives them
            ? new(HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, KeyLength, info: "answer page"u8.ToArray()))
            : throw new UsageException($"--token-key: {file.FullName} has {bytes.Length} bytes, and a key has {KeyLength} or more.");
    }
}
