namespace System;

public readonly struct DateOnly : IEquatable<DateOnly>, IComparable<DateOnly>, IFormattable
{
    private readonly DateTime date;

    public DateOnly(int year, int month, int day) => date = new DateTime(year, month, day);

    private DateOnly(DateTime date) => this.date = date.Date;

    public int Year => date.Year;

    public int Month => date.Month;

    public int Day => date.Day;

    public static DateOnly FromDateTime(DateTime moment) => new(moment);

    public DateOnly AddYears(int years) => new(date.AddYears(years));

    public DateOnly AddMonths(int months) => new(date.AddMonths(months));

    public DateOnly AddDays(int days) => new(date.AddDays(days));

    public bool Equals(DateOnly other) => date == other.date;

    public override bool Equals(object? obj) => obj is DateOnly other && Equals(other);

    public override int GetHashCode() => date.GetHashCode();

    public int CompareTo(DateOnly other) => date.CompareTo(other.date);

    public string ToString(IFormatProvider? provider) => date.ToString("d", provider);

    public string ToString(string? format, IFormatProvider? provider) => date.ToString(format ?? "d", provider);

    public override string ToString() => date.ToString("d");
}
