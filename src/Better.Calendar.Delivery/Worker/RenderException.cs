namespace Better.Calendar.Delivery.Worker;

/// <summary>An outbox message cannot be rendered; another attempt would not help.</summary>
internal sealed class RenderException(string message, Exception inner) : Exception(message, inner);
