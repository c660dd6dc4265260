using System.Security.Cryptography;
using Better.Calendar;
using Better.Calendar.AspNetCore;
using MimeKit;
using NodaTime;

namespace WebHost.Organizer.Responses;

/// <summary>
/// Takes in the mails that come back to the organizer: responses go into the attendance, and what a person has to look at is set aside.
/// </summary>
/// <remarks>A mail that is read twice changes nothing the second time.</remarks>
internal sealed class ReplyInbox(HostedSeries hosted, ISeriesStore store, WebHostOptions options, TimeProvider timeProvider) : IDisposable
{
    private const string DocumentName = "mails";
    private const int MaxMails = 5000;
    private const int MaxSetAside = 500;
    private const int KeyLength = 32;

    private readonly SemaphoreSlim changing = new(1, 1);

    /// <summary>The Maildir from which replies are read; null if none is configured.</summary>
    public string? Maildir => options.ReplyMaildir;

    /// <summary>The tokens of reply addresses, made from the key of the RSVP pages, which none of them reveals.</summary>
    public static ReplyTokens CreateTokens(WebHostOptions options)
    {
        _ = RsvpLinks.FromKeyFile(options.KeyFile, new("http://localhost/")); // creates the key, if this is the first start
        return new(HKDF.DeriveKey(
            HashAlgorithmName.SHA256, File.ReadAllBytes(options.KeyFile), KeyLength, info: "reply address"u8.ToArray()));
    }

    /// <summary>The mails of a file: an email, or a mailbox of them (mbox).</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static IReadOnlyList<MimeMessage> Parse(Stream file)
    {
        var start = new byte[5];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (!start.AsSpan(0, length).SequenceEqual("From "u8))
        {
            return [MimeMessage.Load(file)];
        }

        var mails = new List<MimeMessage>();
        var parser = new MimeParser(file, MimeFormat.Mbox);
        while (!parser.IsEndOfStream && mails.Count < MaxMails)
        {
            mails.Add(parser.ParseMessage());
        }

        return mails;
    }

    /// <summary>Reads mails.</summary>
    /// <returns>How many of them were replies that the attendance has taken in.</returns>
    public async Task<int> ReadAsync(IEnumerable<MimeMessage> mails, CancellationToken cancellationToken)
    {
        var policy = new ReplyPolicy
        {
            ReplyTokens = options.ReplyTokens ? CreateTokens(options) : null,
            TrustedAuthenticationServer = options.TrustedAuthenticationServer,
        };
        var series = (await hosted.GetCurrentAsync(cancellationToken)).Series;
        var replies = mails.Select(mail => ReplyReader.Read(mail, series, policy)).ToList();
        await hosted.ChangeAttendanceAsync(
            (attendance, _) => attendance.WithReplies(replies) is var changed && changed.Equals(attendance) ? attendance : changed,
            cancellationToken);
        var aside = replies.Select(SetAsideMail.FromReply).OfType<SetAsideMail>().ToList();
        await ChangeAsync(known => [.. known, .. aside.Where(mail => known.All(one => one.Key != mail.Key))], cancellationToken);
        return replies.Count - aside.Count;
    }

    /// <summary>Reads the new mails of the Maildir, and files them as read, as a mail program does.</summary>
    /// <returns>How many of them were replies, and how many mails were there.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public async Task<(int Replies, int Mails)> ReadMaildirAsync(CancellationToken cancellationToken)
    {
        if (Maildir is not { } folder || !Directory.Exists(Path.Combine(folder, "new")))
        {
            return (0, 0);
        }

        var files = Directory.GetFiles(Path.Combine(folder, "new")).Order(StringComparer.Ordinal).Take(MaxMails).ToList();
        var mails = new List<MimeMessage>();
        foreach (var file in files)
        {
            try
            {
                mails.Add(await MimeMessage.LoadAsync(file, cancellationToken));
            }
            catch (FormatException)
            {
                // No mail: it stays in the folder, where a person can look at it.
            }
        }

        var replies = await ReadAsync(mails, cancellationToken);
        var read = Directory.CreateDirectory(Path.Combine(folder, "cur"));
        foreach (var file in files)
        {
            File.Move(file, Path.Combine(read.FullName, Path.GetFileName(file) + ":2,S"), overwrite: true);
        }

        return (replies, files.Count);
    }

    /// <summary>The mails that a person has to look at, the oldest first.</summary>
    public async Task<IReadOnlyList<SetAsideMail>> GetSetAsideAsync(CancellationToken cancellationToken) =>
        await store.ReadAsync(DocumentName, cancellationToken) is { } stored ? SetAsideMail.Read(stored.Json) : [];

    /// <summary>Puts a mail away that a person has looked at.</summary>
    public Task PutAwayAsync(string key, CancellationToken cancellationToken) =>
        ChangeAsync(known => [.. known.Where(mail => mail.Key != key)], cancellationToken);

    /// <summary>Erases what is set aside of a person.</summary>
    public Task ForgetAsync(EmailAddress email, CancellationToken cancellationToken) =>
        ChangeAsync(known => [.. known.Where(mail => mail.Email != email.Value)], cancellationToken);

    public void Dispose() => changing.Dispose();

    private async Task ChangeAsync(
        Func<IReadOnlyList<SetAsideMail>, IReadOnlyList<SetAsideMail>> change, CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken);
        try
        {
            var stored = await store.ReadAsync(DocumentName, cancellationToken);
            IReadOnlyList<SetAsideMail> before = stored is null ? [] : SetAsideMail.Read(stored.Json);
            var after = change(before);
            if (after.SequenceEqual(before))
            {
                return;
            }

            var now = Instant.FromUnixTimeSeconds(timeProvider.GetUtcNow().ToUnixTimeSeconds());
            await store.WriteAsync(
                DocumentName, new((stored?.Number ?? 0) + 1, now, SetAsideMail.Write(after.TakeLast(MaxSetAside))), cancellationToken);
        }
        finally
        {
            changing.Release();
        }
    }
}
