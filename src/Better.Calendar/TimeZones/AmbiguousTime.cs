namespace Better.Calendar;

/// <summary>Which of the two readings is meant where the clocks go back and a local time comes twice.</summary>
public enum AmbiguousTime
{
    /// <summary>The first of the two: summer time still holds.</summary>
    Earlier,

    /// <summary>The second of the two: summer time is over.</summary>
    Later,
}
