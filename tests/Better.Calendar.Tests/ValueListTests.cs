namespace Better.Calendar.Tests;

public sealed class ValueListTests
{
    [Test]
    public void Two_lists_of_equal_elements_are_equal()
    {
        ValueList<string> one = ["a", "b"];
        ValueList<string> two = ["a", "b"];

        Assert.That(one.Equals(two), Is.True);
        Assert.That(one.GetHashCode(), Is.EqualTo(two.GetHashCode()));
    }

    [TestCase("b", "a")]
    [TestCase("a")]
    [TestCase("a", "b", "c")]
    public void Lists_with_another_order_or_length_are_not_equal(params string[] others)
    {
        ValueList<string> list = ["a", "b"];

        Assert.That(list.Equals(others.ToValueList()), Is.False);
    }

    [Test]
    public void The_list_does_not_change_with_the_array_it_was_made_from()
    {
        var array = new[] { 1, 2 };
        var list = array.ToValueList();

        array[0] = 9;

        Assert.That(list[0], Is.EqualTo(1));
    }
}
