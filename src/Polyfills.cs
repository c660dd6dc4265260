// Types that the compiler asks for and netstandard2.0 lacks, and a method of the runtime's. Compiled for netstandard2.0 alone; in one file,
// for none of them is ours.
#pragma warning disable CA1019, CA1813, IDE0130, SA1649 // as in the runtime: names, namespaces and shapes are given

namespace System
{
    /// <summary>A place in a sequence, from its start or its end.</summary>
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public static Index Start => new(0);

        public static Index End => new(0, fromEnd: true);

        public int Value { get; } = value;

        public bool IsFromEnd { get; } = fromEnd;

        public static implicit operator Index(int value) => new(value);

        public int GetOffset(int length) => IsFromEnd ? length - Value : Value;
    }

    /// <summary>A stretch of a sequence.</summary>
    internal readonly struct Range(Index start, Index end)
    {
        public static Range All => new(Index.Start, Index.End);

        public Index Start { get; } = start;

        public Index End { get; } = end;

        public static Range StartAt(Index start) => new(start, Index.End);

        public static Range EndAt(Index end) => new(Index.Start, end);
    }
}

namespace System
{
    internal static class MemoryPolyfill
    {
        public static int IndexOfAnyInRange(this ReadOnlySpan<byte> bytes, byte low, byte high)
        {
            for (var at = 0; at < bytes.Length; at++)
            {
                if (bytes[at] >= low && bytes[at] <= high)
                {
                    return at;
                }
            }

            return -1;
        }
    }
}

namespace System.IO
{
    /// <summary>Reads and writes arrays; the library passes no other memory.</summary>
    internal static class StreamPolyfill
    {
        public static Task<int> ReadAsync(this Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var array = GetArray(buffer);
            return stream.ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken);
        }

        public static Task WriteAsync(this Stream stream, ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
        {
            var array = GetArray(buffer);
            return stream.WriteAsync(array.Array!, array.Offset, array.Count, cancellationToken);
        }

        private static ArraySegment<byte> GetArray(ReadOnlyMemory<byte> memory) =>
            Runtime.InteropServices.MemoryMarshal.TryGetArray(memory, out var array)
                ? array
                : throw new NotSupportedException("The memory is no array.");
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>An argument that is not null when the method has returned.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class NotNullAttribute : Attribute;

    /// <summary>An output that is not null where the method returns the value.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
    {
        public bool ReturnValue { get; } = returnValue;
    }

    /// <summary>Marks constructors that set all required members.</summary>
    [AttributeUsage(AttributeTargets.Constructor)]
    internal sealed class SetsRequiredMembersAttribute : Attribute;
}

namespace System.Security.Cryptography
{
    internal static class HashDataPolyfill
    {
        extension(SHA256)
        {
            /// <summary>The digest of some bytes, without an object to be kept.</summary>
            public static int HashData(ReadOnlySpan<byte> source, Span<byte> destination)
            {
                using var sha = SHA256.Create();
                sha.ComputeHash(source.ToArray()).AsSpan().CopyTo(destination);
                return sha.HashSize / 8;
            }
        }
    }
}

namespace System
{
    internal static class ThrowIfNullPolyfill
    {
        extension(ArgumentNullException)
        {
            /// <summary>Refuses null.</summary>
            public static void ThrowIfNull(
                [Diagnostics.CodeAnalysis.NotNull] object? argument,
                [Runtime.CompilerServices.CallerArgumentExpression(nameof(argument))] string? paramName = null)
            {
                if (argument is null)
                {
                    throw new ArgumentNullException(paramName);
                }
            }
        }
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>A type that the compiler writes interpolated strings into.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
    internal sealed class InterpolatedStringHandlerAttribute : Attribute;

    /// <summary>The parameters that such a type is created with.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class InterpolatedStringHandlerArgumentAttribute(params string[] arguments) : Attribute
    {
        public string[] Arguments { get; } = arguments;
    }

    /// <summary>Gives a parameter the text of another one's argument.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class CallerArgumentExpressionAttribute(string parameterName) : Attribute
    {
        public string ParameterName { get; } = parameterName;
    }

    /// <summary>Marks init accessors.</summary>
    internal static class IsExternalInit;

    /// <summary>Marks types with required members, and the members.</summary>
    [AttributeUsage(AttributeTargets.Class
        | AttributeTargets.Struct
        | AttributeTargets.Field
        | AttributeTargets.Property, Inherited = false)]
    internal sealed class RequiredMemberAttribute : Attribute;

    /// <summary>Keeps compilers away that do not know a feature.</summary>
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        public string FeatureName { get; } = featureName;

        public bool IsOptional { get; init; }
    }

    /// <summary>Names the method that makes a collection of a collection expression.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
    internal sealed class CollectionBuilderAttribute(Type builderType, string methodName) : Attribute
    {
        public Type BuilderType { get; } = builderType;

        public string MethodName { get; } = methodName;
    }
}
