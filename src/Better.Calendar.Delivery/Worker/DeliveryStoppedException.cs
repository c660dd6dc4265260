namespace Better.Calendar.Delivery;

/// <summary>A worker that could not go on until somebody fixes something. Nothing is lost: the next one goes on where it stopped.</summary>
public sealed class DeliveryStoppedException : Exception
{
    internal DeliveryStoppedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
