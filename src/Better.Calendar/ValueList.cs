using System.Collections;
using System.Runtime.CompilerServices;

namespace Better.Calendar;

/// <summary>An immutable list that compares by value, so that records that hold lists are equal if their elements are.</summary>
/// <typeparam name="T">The type of the elements, which are compared by their own <see cref="object.Equals(object)"/>.</typeparam>
/// <remarks>
/// Create one by a collection expression: <c>Workshops = [first, second]</c>. Lists are equal only if the order is the same.
/// </remarks>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    /// <summary>The empty list.</summary>
    public static ValueList<T> Empty { get; } = new([]);

    private readonly T[] items;

    internal ValueList(T[] items) => this.items = items;

    /// <summary>The number of elements.</summary>
    public int Count => items.Length;

    /// <summary>The element at an index, from 0.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is negative, or not less than <see cref="Count"/>.</exception>
    public T this[int index] => items[index];

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other) =>
        ReferenceEquals(this, other) || (other is not null && items.SequenceEqual(other.items));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        items.Aggregate(items.Length, static (hash, item) => unchecked((hash * 31) + (item?.GetHashCode() ?? 0)));

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", items)}]";

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Creates <see cref="ValueList{T}"/> instances.</summary>
public static class ValueList
{
    /// <summary>Creates a list of the given elements; collection expressions call this method.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? ValueList<T>.Empty : new(items.ToArray());

    /// <summary>Creates a list of the elements of a sequence.</summary>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return Create<T>(items.ToArray());
    }
}
