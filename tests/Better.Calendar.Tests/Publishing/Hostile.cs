using CsCheck;

namespace Better.Calendar.Tests.Publishing;

/// <summary>
/// Texts that try to break out of their context (HTML, Markdown, URL, JSON), and series that have them in every property.
/// </summary>
internal static class Hostile
{
    private static readonly string[] Pieces =
    [
        "</script>",
            "<script>alert(1)</script>",
            "<!--",
            "-->",
            "]]>",
            "<b>",
            "</td>",
            "|",
            "\\|",
            "\\",
            "**",
            "_x_",
            "`",
            "[a](javascript:b)",
        "&",
            "&amp;",
            "&lt;b&gt;",
            "&text=",
            "\"",
            "'",
            "+",
            "%",
            "%20",
            "#",
            "?",
            "=",
            ";",
            "\n",
            "\r\n",
            "\t",
            "\u2028",
            "{label}",
            "{value}",
        "https://evil.test/?a=b&c",
            "www.evil.test",
            "a@evil.test",
            "😀",
            "👩‍👩‍👧",
            "e\u0301",
            "ő",
            "שלום",
            "مرحبا",
            "\u202E",
            "\u200F",
            "漢字",
            "\u00A0",
        " ", "word", "x", "$1", "~~", "<", ">",
    ];

    /// <summary>A text that is not empty, with up to some hundred characters.</summary>
    public static Gen<string> Text { get; } =
        Gen.Int[0, Pieces.Length - 1].Select(static i => Pieces[i]).Array[1, 40].Select(static pieces => $"t{string.Concat(pieces)}");

    /// <summary>A series with such a text in every property, and with a recognizable passcode and participant.</summary>
    public static Gen<WorkshopSeries> Series { get; } =
        Gen.Select(Text, Text, Text, Text, Gen.Bool, Gen.Bool, Gen.Enum<WorkshopStatus>())
            .Select(static (a, b, c, d, meets, hasVenue, status) =>
        {
            var small = Samples.Small();
            return small with
            {
                Title = a,
                Description = b,
                Organizer = small.Organizer with { Name = c },
                Website = new("https://host.example/spring?a=1&b=2"),
                Participants = [new() { Name = "Unnamed Guest", Email = EmailAddress.Parse("unnamed@guest.example") }],
                Workshops =
                [
                    small.Workshops[0] with
                    {
                        Title = d + a,
                        Description = string.Concat(Enumerable.Repeat(b, 20)),
                        LeadExpert = new() { Name = b, City = d },
                        Status = status,
                        Venue = hasVenue ? new() { Name = c, City = a } : null,
                        Meeting = meets
                            ? new() { Platform = d,
                                Url = new("https://meet.example/j?m=1&n=%C3%A9"),
                                Passcode = "Secret-123",
                                DialIn = "+36 1 234",
                                MeetingNumber = "987 654" }
                            : null,
                    },
                ],
            };
        });
}
