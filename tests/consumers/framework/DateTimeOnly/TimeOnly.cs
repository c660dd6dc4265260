namespace System;

public readonly struct TimeOnly : IEquatable<TimeOnly>, IComparable<TimeOnly>, IFormattable
{
    private readonly TimeSpan time;

    public TimeOnly(int hour, int minute, int second) => time = new DateTime(1, 1, 1, hour, minute, second).TimeOfDay;

    private TimeOnly(TimeSpan time) => this.time = time;

    public static TimeOnly MinValue => default;

    public int Hour => time.Hours;

    public int Minute => time.Minutes;

    public int Second => time.Seconds;

    public static TimeOnly FromDateTime(DateTime moment) => new(moment.TimeOfDay);

    public bool Equals(TimeOnly other) => time == other.time;

    public override bool Equals(object? obj) => obj is TimeOnly other && Equals(other);

    public override int GetHashCode() => time.GetHashCode();

    public int CompareTo(TimeOnly other) => time.CompareTo(other.time);

    public string ToString(string? format, IFormatProvider? provider) => new DateTime(time.Ticks).ToString(format ?? "t", provider);

    public override string ToString() => ToString(null, null);
}
