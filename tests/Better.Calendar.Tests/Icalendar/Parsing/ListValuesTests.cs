using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Tests.Icalendar.Parsing;

public sealed class ListValuesTests
{
    [TestCase("", "[]")]
    [TestCase("a", "[a]")]
    [TestCase("a,b, c", "[a][b][ c]")]
    [TestCase(",", "[][]")]
    [TestCase("a,,b,", "[a][][b][]")]
    public void Every_value_between_commas_is_read(string list, string values) => Assert.That(Read(list, 10), Is.EqualTo(values));

    [TestCase(1, "[a]")]
    [TestCase(2, "[a][b]")]
    [TestCase(3, "[a][b][c]")]
    public void The_rest_behind_the_limit_is_left_out(int limit, string values) => Assert.That(Read("a,b,c", limit), Is.EqualTo(values));

    private static string Read(string list, int limit)
    {
        var values = "";
        foreach (var value in new ListValues(list, limit))
        {
            values += $"[{value}]";
        }

        return values;
    }
}
