using System.Text.Json;

namespace Better.Calendar.Tests.Email;

/// <summary>
/// How long and how high the emails of <see cref="EmailMatrix"/> were at commit 938bb14, before they were written anew
/// (emailSizes.json): the characters of each plain text, and the height of the update's HTML in Chromium at 390 pixels, by language.
/// </summary>
internal sealed record EmailSizes(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> TextLengths, IReadOnlyDictionary<string, int> UpdateHeights)
{
    public static EmailSizes Before { get; } = JsonSerializer.Deserialize<EmailSizes>(
        File.ReadAllText(Repository.File("tests/Better.Calendar.Tests/Email/emailSizes.json")), JsonSerializerOptions.Web)!;
}
