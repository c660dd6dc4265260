namespace InviteConsole;

/// <summary>Writes arguments as a person types them in a shell.</summary>
internal static class CommandText
{
    /// <summary>The argument, in quotation marks if it contains anything that a shell would read otherwise.</summary>
    public static string Quote(string argument) =>
        argument.All(static c => char.IsLetterOrDigit(c) || "-_./:\\@=+,".Contains(c, StringComparison.Ordinal))
            ? argument
            : OperatingSystem.IsWindows() ? $"\"{argument}\"" : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
