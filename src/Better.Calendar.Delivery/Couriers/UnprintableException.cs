namespace Better.Calendar.Delivery.Couriers;

/// <summary>A job that no letter can be made of: another try would not help.</summary>
internal sealed class UnprintableException(string message, Exception inner) : Exception(message, inner);
