namespace Better.Calendar.Delivery;

/// <summary>Delivery stopped for a reason that concerns all letters; the message says which, and nothing is lost: run again after mending.</summary>
/// <param name="message">What stopped it and what to do; never a password.</param>
/// <param name="cause">What was thrown below.</param>
public sealed class DeliveryException(string message, Exception? cause = null) : Exception(message, cause);
