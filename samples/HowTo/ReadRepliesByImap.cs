using Better.Calendar;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace HowTo;

public static class ReadRepliesByImap
{
    #region read
    /// <summary>
    /// What is new in the organizer's mailbox, added to what is known. Nothing there is marked, moved or deleted. The UID of the last
    /// mail read is null the first time, and kept beside the attendance.
    /// </summary>
    public static async Task<(Attendance Attendance, UniqueId? Last)> ReadNewAsync(
        WorkshopSeries series, Attendance known, UniqueId? last, ImapClient client, CancellationToken cancellationToken)
    {
        var policy = new ReplyPolicy { TrustedAuthenticationServer = "mx.cityhall.example" };
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
        var unread = last is { } seen ? SearchQuery.Uids(new UniqueIdRange(new UniqueId(seen.Validity, seen.Id + 1), UniqueId.MaxValue)) : SearchQuery.All;
        foreach (var id in await client.Inbox.SearchAsync(unread, cancellationToken))
        {
            if (last is { } before && id.Id <= before.Id)
                continue; // "n:*" always names the last mail, also when it is not new (RFC 3501, 6.4.8)
            await using var mail = await client.Inbox.GetStreamAsync(id, "", cancellationToken);
            known = known.WithReply(ReplyReader.Read(mail, series, policy));
            last = id;
        }

        return (known, last);
    }
    #endregion

    public static async Task<ImapClient> ConnectAsync(string user, string token, CancellationToken cancellationToken)
    {
        #region connect
        var client = new ImapClient();
        await client.ConnectAsync("imap.cityhall.example", 993, SecureSocketOptions.SslOnConnect, cancellationToken);
        await client.AuthenticateAsync(new SaslMechanismOAuth2(user, token), cancellationToken); // or (user, password)
        #endregion
        return client;
    }

    public static void Save(Attendance attendance, string file)
    {
        #region keep
        File.WriteAllText(file, AttendanceDocument.Write(attendance));
        var later = AttendanceDocument.Read(File.ReadAllText(file));
        #endregion
        _ = later;
    }
}
