namespace InviteConsole;

/// <summary>One calendar or letter to check.</summary>
/// <param name="Name">Where it comes from.</param>
/// <param name="IsLetter">Whether it is a letter; otherwise a calendar.</param>
/// <param name="Octets">Its octets.</param>
internal sealed record CheckInput(string Name, bool IsLetter, byte[] Octets)
{
    private static readonly string[] Extensions = [".ics", ".eml", ".mbox"];

    /// <summary>All inputs behind the paths: files, folders with all that is below, <c>-</c> for standard input.</summary>
    public static IEnumerable<CheckInput> Read(IEnumerable<string> paths) => paths.SelectMany(Read);

    private static IEnumerable<CheckInput> Read(string path)
    {
        if (path == "-")
        {
            using var input = Console.OpenStandardInput();
            using var octets = new MemoryStream();
            input.CopyTo(octets);
            return Of("-", octets.ToArray());
        }

        if (Directory.Exists(path))
        {
            var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant()));
            return files.Order(StringComparer.Ordinal).SelectMany(file => Of(file, File.ReadAllBytes(file)));
        }

        return File.Exists(path) ? Of(path, File.ReadAllBytes(path)) : throw new WrongUseException($"There is no file or folder {Path.GetFullPath(path)}.");
    }

    private static IEnumerable<CheckInput> Of(string name, byte[] octets)
    {
        var start = octets.AsSpan();
        start = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start;
        var extension = Path.GetExtension(name).ToLowerInvariant();
        return extension == ".ics" || (extension != ".eml" && start.StartsWith("BEGIN:VCALENDAR"u8)) ? [new(name, IsLetter: false, octets)]
            : extension == ".mbox" || start.StartsWith("From "u8) ? Messages(name, octets)
            : [new(name, IsLetter: true, octets)];
    }

    /// <summary>The letters of a mailbox (RFC 4155): each begins behind a line "From …"; ">From" inside goes back to "From".</summary>
    private static IEnumerable<CheckInput> Messages(string name, byte[] octets)
    {
        using var message = new MemoryStream();
        var number = 0;
        for (var at = 0; at < octets.Length;)
        {
            var length = octets.AsSpan(at).IndexOf((byte)'\n');
            var line = octets.AsMemory(at, length < 0 ? octets.Length - at : length + 1);
            at += line.Length;
            if (line.Span.StartsWith("From "u8))
            {
                if (number++ > 0)
                {
                    yield return new($"{name}#{number - 1}", IsLetter: true, message.ToArray());
                }

                message.SetLength(0);
                continue;
            }

            var isQuoted = line.Span.TrimStart((byte)'>').StartsWith("From "u8);
            message.Write(line.Span[(isQuoted ? 1 : 0)..]);
        }

        if (number > 0 || message.Length > 0)
        {
            yield return new($"{name}#{Math.Max(number, 1)}", IsLetter: true, message.ToArray());
        }
    }
}
