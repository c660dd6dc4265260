using Better.Calendar.Delivery;

namespace InviteConsole;

/// <summary>
/// Records in the stored series document which emails were not delivered, so that the next plan invites again whoever never received an
/// invitation.
/// </summary>
internal static class UndeliveredRecord
{
    public static async Task UpdateAsync(Outbox outbox, FileInfo? document)
    {
        if (document is not { Exists: true }
            || SeriesOptions.OpenDocument(document) is not { State: { } state } series)
        {
            return;
        }

        var keys = new List<string>();
        await foreach (var email in outbox.ReadAsync([DeliveryStatus.Rejected, DeliveryStatus.Uncertain, DeliveryStatus.Withdrawn]))
        {
            if (email.Due is null && string.Equals(email.Message.SeriesId, series.Id, StringComparison.OrdinalIgnoreCase))
            {
                keys.Add(email.Message.Key);
            }
        }

        var updated = state.WithUndelivered(keys);
        if (updated != state)
        {
            var file = new SeriesFile(series with { State = updated }, document);
            try
            {
                file.Prepare();
                file.Commit();
            }
            finally
            {
                file.Discard();
            }
        }
    }
}
