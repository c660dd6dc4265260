using System.CommandLine;
using Better.Calendar;

namespace InviteConsole;

/// <summary>The attendance as a file (JSON): <c>replies</c> writes it; <c>plan</c>, <c>write</c> and <c>send</c> read it.</summary>
internal static class AttendanceFile
{
    /// <summary>The option <c>--attendance</c>.</summary>
    public static Option<FileInfo?> CreateOption(string description) => new("--attendance") { Description = description };

    /// <summary>Reads the attendance.</summary>
    public static Attendance Read(FileInfo file) => SeriesOptions.Open(file, document =>
    {
        using var reader = new StreamReader(document);
        return AttendanceDocument.Read(reader.ReadToEnd());
    });

    /// <summary>Adds replies to the attendance in a file, or creates the file.</summary>
    /// <returns>The attendance with the replies; without a file, of these replies alone.</returns>
    public static Attendance Add(FileInfo? file, IEnumerable<ReplyResult> replies)
    {
        var attendance = (file is { Exists: true } ? Read(file) : Attendance.Empty).WithReplies(replies);
        if (file is not null)
        {
            // Moved into place when it is whole, so that a crash leaves the old file.
            var temporary = $"{file.FullName}.writing-{Environment.ProcessId}";
            File.WriteAllText(temporary, AttendanceDocument.Write(attendance));
            File.Move(temporary, file.FullName, overwrite: true);
        }

        return attendance;
    }
}
