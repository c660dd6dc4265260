namespace Better.Calendar.Delivery;

/// <summary>
/// A worker stopped because somebody must correct something. No email is lost: the next worker continues where it stopped.
/// </summary>
public sealed class DeliveryStoppedException : Exception
{
    internal DeliveryStoppedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
