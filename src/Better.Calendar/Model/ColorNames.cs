namespace Better.Calendar.Model;

/// <summary>The names of colors that calendars know: the extended color keywords of CSS 3, 4.3 (RFC 7986, 5.9).</summary>
internal static class ColorNames
{
    private const string All =
        "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood "
            + "cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray "
            + "darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen "
            + "darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue "
            + "firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew "
            + "hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan "
            + "lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray "
            + "lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue "
            + "mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred "
            + "midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid "
            + "palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red "
            + "rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray "
            + "slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow "
            + "yellowgreen";

    public static IReadOnlyCollection<string> Known { get; } = new HashSet<string>(All.Split(' '), StringComparer.Ordinal);

    /// <summary>What is wrong with the name of a color; null when calendars know it.</summary>
    public static string? FindProblem(string value)
    {
        if (Known.Contains(value.ToLowerInvariant()))
        {
            return null;
        }

        var similar = SimilarNames.Find(value, Known);
        return $"\"{TextSanitizer.ToSingleLine(value)}\" is not the name of a color; "
            + (similar.Count > 0 ? $"did you mean {string.Join(" or ", similar)}?" : "use one of CSS, such as steelblue");
    }
}
