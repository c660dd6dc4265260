namespace Better.Calendar;

/// <summary>The forms that a counted noun can take, by the names of Unicode's CLDR.</summary>
/// <remarks>What a category holds differs by language: Polish "few" is 2-4, 22-24, …; Arabic "few" is 3-10, 103-110, ….</remarks>
public enum PluralCategory
{
    /// <summary>The form of all numbers that have no form of their own; every language has it.</summary>
    Other,

    /// <summary>The form of nought (Arabic).</summary>
    Zero,

    /// <summary>The form of one; in French of nought too.</summary>
    One,

    /// <summary>The form of two (Arabic).</summary>
    Two,

    /// <summary>The form of a few (Polish, Arabic).</summary>
    Few,

    /// <summary>The form of many (Polish, Arabic; millions in French, Italian and Spanish).</summary>
    Many,
}
