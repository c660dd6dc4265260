using System.Globalization;

namespace Better.Calendar.Tests;

/// <summary>Runs part of a test as on a machine with another culture.</summary>
internal static class CultureOf
{
    /// <summary>
    /// Turkish has its own i, Danish and Czech sort differently, Arabic (Saudi Arabia) has another calendar, Persian other digits.
    /// </summary>
    public static readonly string[] Machines = ["tr-TR", "da-DK", "cs-CZ", "ar-SA", "fa-IR", "hu-HU", ""];

    public static T Run<T>(string culture, Func<T> work)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return work();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }
}
