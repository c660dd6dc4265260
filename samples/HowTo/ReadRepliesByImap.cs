using Better.Calendar.Replies;
using Better.Calendar.Workshops;
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
        WorkshopSeries series, Attendance known, UniqueId? last, ImapClient client, CancellationToken stop)
    {
        var policy = new ReplyPolicy { TrustedServer = "mx.cityhall.example" };
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly, stop);
        var unread = last is { } seen ? SearchQuery.Uids(new UniqueIdRange(new UniqueId(seen.Validity, seen.Id + 1), UniqueId.MaxValue)) : SearchQuery.All;
        foreach (var id in await client.Inbox.SearchAsync(unread, stop))
        {
            if (last is { } before && id.Id <= before.Id)
                continue; // "n:*" always names the last mail, also when it is not new (RFC 3501, 6.4.8)
            await using var mail = await client.Inbox.GetStreamAsync(id, "", stop);
            known = known.With(ReplyReader.Read(mail, series, policy));
            last = id;
        }

        return (known, last);
    }
    #endregion

    public static async Task<ImapClient> ConnectAsync(string user, string token, CancellationToken stop)
    {
        #region connect
        var client = new ImapClient();
        await client.ConnectAsync("imap.cityhall.example", 993, SecureSocketOptions.SslOnConnect, stop);
        await client.AuthenticateAsync(new SaslMechanismOAuth2(user, token), stop); // or (user, password)
        #endregion
        return client;
    }

    public static void Keep(Attendance attendance, string file)
    {
        #region keep
        File.WriteAllText(file, AttendanceDocument.Write(attendance));
        var later = AttendanceDocument.Read(File.ReadAllText(file));
        #endregion
        _ = later;
    }
}
