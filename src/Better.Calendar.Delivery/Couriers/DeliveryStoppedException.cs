namespace Better.Calendar.Delivery;

/// <summary>A courier that could not go on until somebody mends something. Nothing is lost: the next one goes on where it stopped.</summary>
public sealed class DeliveryStoppedException : Exception
{
    internal DeliveryStoppedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
