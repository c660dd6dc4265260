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
    /// Adds the new mails of the organizer's mailbox to the attendance; marks, moves and deletes nothing there. <c>last</c> is the UID
    /// of the last mail that was read, null the first time: store it together with the attendance.
    /// </summary>
    public static async Task<(Attendance Attendance, UniqueId? Last)> ReadNewAsync(
        WorkshopSeries series, Attendance attendance, UniqueId? last, ImapClient client, CancellationToken cancellationToken)
    {
        var policy = new ReplyPolicy { TrustedAuthenticationServer = "mx.cityhall.example" };
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
        var query = last is { } read
            ? SearchQuery.Uids(new UniqueIdRange(new UniqueId(read.Validity, read.Id + 1), UniqueId.MaxValue))
            : SearchQuery.All;
        foreach (var id in await client.Inbox.SearchAsync(query, cancellationToken))
        {
            if (last is { } previous && id.Id <= previous.Id)
                continue; // "n:*" always matches the last mail, even if it is not new (RFC 3501, 6.4.8)
            await using var mail = await client.Inbox.GetStreamAsync(id, "", cancellationToken);
            attendance = attendance.WithReply(ReplyReader.Read(mail, series, policy));
            last = id;
        }

        return (attendance, last);
    }
    #endregion

    public static async Task<ImapClient> ConnectAsync(string user, string token, CancellationToken cancellationToken)
    {
        #region connect
        var client = new ImapClient();
        await client.ConnectAsync("imap.cityhall.example", 993, SecureSocketOptions.SslOnConnect, cancellationToken);
        await client.AuthenticateAsync(new SaslMechanismOAuth2(user, token), cancellationToken); // or (user, password, cancellationToken)
        #endregion
        return client;
    }

    public static void Save(Attendance attendance, string file)
    {
        #region keep
        File.WriteAllText(file, AttendanceDocument.Write(attendance));
        var loaded = AttendanceDocument.Read(File.ReadAllText(file));
        #endregion
        _ = loaded;
    }
}
