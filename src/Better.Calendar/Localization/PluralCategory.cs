using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>The plural categories of Unicode CLDR.</summary>
/// <remarks>The numbers of a category depend on the language: Polish "few" is 2-4, 22-24, …; Arabic "few" is 3-10, 103-110, ….</remarks>
[JsonConverter(typeof(WordJsonConverter<PluralCategory>))]
public enum PluralCategory
{
    /// <summary>All numbers without a category of their own; every language has it.</summary>
    Other,

    /// <summary>Zero (Arabic).</summary>
    Zero,

    /// <summary>One; in French also zero.</summary>
    One,

    /// <summary>Two (Arabic).</summary>
    Two,

    /// <summary>Few (Polish, Arabic).</summary>
    Few,

    /// <summary>Many (Polish, Arabic; whole millions in French, Italian and Spanish).</summary>
    Many,
}
