namespace Better.Calendar.Delivery.Worker;

/// <summary>A job that no email can be made of: another try would not help.</summary>
internal sealed class RenderException(string message, Exception inner) : Exception(message, inner);
