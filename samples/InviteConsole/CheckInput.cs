namespace InviteConsole;

/// <summary>One calendar or email to check.</summary>
/// <param name="Name">The file name, with the message's number for a mailbox; - for standard input.</param>
/// <param name="IsEmail">Whether it is an email; otherwise it is a calendar.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record CheckInput(string Name, bool IsEmail, byte[] Bytes)
{
    private static readonly string[] Extensions = [".ics", ".eml", ".mbox"];

    /// <summary>All inputs of the paths: files, folders with their subfolders, or <c>-</c> for standard input.</summary>
    public static IEnumerable<CheckInput> Read(IEnumerable<string> paths) => paths.SelectMany(Read);

    private static IEnumerable<CheckInput> Read(string path)
    {
        if (path == "-")
        {
            using var input = Console.OpenStandardInput();
            using var bytes = new MemoryStream();
            input.CopyTo(bytes);
            return FromBytes("-", bytes.ToArray());
        }

        if (Directory.Exists(path))
        {
            var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant()));
            return files.Order(StringComparer.Ordinal).SelectMany(file => FromBytes(file, File.ReadAllBytes(file)));
        }

        return File.Exists(path)
            ? FromBytes(path, File.ReadAllBytes(path))
            : throw new UsageException($"There is no file or folder {Path.GetFullPath(path)}; check the path.");
    }

    private static IEnumerable<CheckInput> FromBytes(string name, byte[] bytes)
    {
        var start = bytes.AsSpan();
        start = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start;
        var extension = Path.GetExtension(name).ToLowerInvariant();
        return extension == ".ics" || start.StartsWith("BEGIN:VCALENDAR"u8) ? [new(name, IsEmail: false, bytes)]
            : extension == ".mbox" || start.StartsWith("From "u8) ? ReadMbox(name, bytes)
            : [new(name, IsEmail: true, bytes)];
    }

    /// <summary>
    /// The emails of a mailbox (RFC 4155): each begins after a line "From …"; ">From" inside an email is unescaped to "From".
    /// </summary>
    private static IEnumerable<CheckInput> ReadMbox(string name, byte[] bytes)
    {
        using var message = new MemoryStream();
        var number = 0;
        for (var at = 0; at < bytes.Length;)
        {
            var length = bytes.AsSpan(at).IndexOf((byte)'\n');
            var line = bytes.AsMemory(at, length < 0 ? bytes.Length - at : length + 1);
            at += line.Length;
            if (line.Span.StartsWith("From "u8))
            {
                if (number++ > 0)
                {
                    yield return new($"{name}#{number - 1}", IsEmail: true, message.ToArray());
                }

                message.SetLength(0);
                continue;
            }

            var isQuoted = line.Span.TrimStart((byte)'>').StartsWith("From "u8);
            message.Write(line.Span[(isQuoted ? 1 : 0)..]);
        }

        if (number > 0 || message.Length > 0)
        {
            yield return new($"{name}#{Math.Max(number, 1)}", IsEmail: true, message.ToArray());
        }
    }
}
