namespace Better.Calendar.AspNetCore;

/// <content>Changes that are no edit: they plan no emails.</content>
public sealed partial class HostedSeries
{
    /// <summary>
    /// Records which emails of the series were not delivered (<see cref="SchedulingState.WithUndelivered"/>), so that the next plan
    /// invites again whoever never received an invitation.
    /// </summary>
    /// <remarks>It makes a new version of the series, unless the same emails are recorded already.</remarks>
    /// <param name="keys">The keys of all emails that are not delivered by now; they replace those that were recorded before.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SeriesStoreException">The store cannot be read or written.</exception>
    public Task RecordUndeliveredAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return CorrectAsync(
            series => series.State is { } state ? series with { State = state.WithUndelivered(keys) } : series,
            cancellationToken);
    }

    /// <summary>
    /// Erases a person at their request: from the series with what it remembers, and from the attendance. No email goes out about it: end
    /// their invitations by an edit first. Earlier versions that a store or a backup keeps are yours to erase.
    /// </summary>
    /// <param name="email">The address of the person.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SeriesStoreException">The store cannot be read or written.</exception>
    public async Task ForgetAsync(EmailAddress email, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(email);
        await CorrectAsync(series => series.Forget(email), cancellationToken);
        await ChangeAttendanceAsync((attendance, _) => Keep(attendance, attendance.Forget(email)), cancellationToken);
    }

    private async Task CorrectAsync(Func<WorkshopSeries, WorkshopSeries> change, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                if (await store.ReadAsync(SeriesName, cancellationToken) is not { } stored)
                {
                    return;
                }

                var before = SeriesDocument.Read(stored.Json, maxLength: int.MaxValue);
                var after = Keep(before, change(before));
                if (ReferenceEquals(after, before)
                    || await WriteAsync(SeriesName, stored, SeriesDocument.Write(after), cancellationToken))
                {
                    return;
                }
            }
        }
        finally
        {
            writing.Release();
        }

        throw new SeriesStoreException(
            $"The series was changed by other hosts during each of {MaxAttempts} attempts to change it. Try again later.",
            isTransient: true);
    }

    private static T Keep<T>(T before, T after)
        where T : class => before.Equals(after) ? before : after;
}
