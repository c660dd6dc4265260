namespace Better.Calendar;

/// <summary>Finds the name that somebody may have meant by one that does not exist.</summary>
internal static class SimilarNames
{
    private const int MaxLength = 64;
    private const int MaxNames = 1000;

    /// <summary>Finds at most three names that are similar to an unknown one, the most similar first; empty when none is.</summary>
    /// <param name="unknown">The unknown name. A long one is similar to none: comparing takes time in proportion to its length.</param>
    /// <param name="known">The names that exist.</param>
    public static IReadOnlyList<string> Find(string unknown, IEnumerable<string> known)
    {
        if (unknown.Length > MaxLength)
        {
            return [];
        }

        var requested = unknown.Trim().ToUpperInvariant();
        var limit = requested.Length < 3 ? 0 : requested.Length / 3;
        return [.. known.Take(MaxNames)
            .Where(name => name.Length <= MaxLength)
            .Select(name => (Name: name, Distance: GetEditDistance(requested, name.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(static candidate => candidate.Distance).ThenBy(static candidate => candidate.Name, StringComparer.Ordinal)
            .Take(3).Select(static candidate => candidate.Name)];
    }

    /// <summary>
    /// How many letters to insert, delete, replace or swap with their neighbor turn one text into the other (optimal string alignment).
    /// </summary>
    public static int GetEditDistance(string one, string two)
    {
        // Three rows of the table, in turns: a name is compared with hundreds of others.
        var width = two.Length + 1;
        Span<int> table = width <= MaxLength ? stackalloc int[3 * width] : new int[3 * width];
        var (beforeLast, last, row) = (0, width, 2 * width);
        for (var column = 0; column < width; column++)
        {
            table[last + column] = column;
        }

        for (var at = 1; at <= one.Length; at++)
        {
            table[row] = at;
            for (var column = 1; column < width; column++)
            {
                var change = one[at - 1] == two[column - 1] ? 0 : 1;
                var least = Math.Min(Math.Min(table[row + column - 1], table[last + column]) + 1, table[last + column - 1] + change);
                var isSwap = at > 1 && column > 1 && one[at - 1] == two[column - 2] && one[at - 2] == two[column - 1];
                table[row + column] = isSwap ? Math.Min(least, table[beforeLast + column - 2] + 1) : least;
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return table[last + width - 1];
    }
}
