using Spectre.Console;
using Spectre.Console.Rendering;

namespace InviteConsole;

/// <summary>
/// A table that breaks no word. If the words do not fit beside each other, each row becomes a block of lines; a file gets aligned columns
/// without a frame.
/// </summary>
/// <param name="title">The heading above the table; null: none.</param>
/// <param name="headings">The headings of the columns, as plain text.</param>
internal sealed class ScreenTable(string? title, params string[] headings)
{
    private readonly List<string[]> rows = [];

    public int Count => rows.Count;

    /// <summary>Adds a row of cells in markup.</summary>
    public void Add(params string[] cells) => rows.Add(cells);

    public void Write()
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (title is not null)
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{title}[/]");
        }

        if (!Screen.HasWidth)
        {
            WritePlain();
        }
        else if (FindWidths() is { } widths)
        {
            var table = CreateTable(TableBorder.Rounded, widths);
            AnsiConsole.Write(rows.Any(row => row.Where((cell, i) => Measure(cell).Max > widths[i] || cell.Contains('\n')).Any())
                ? table.ShowRowSeparators()
                : table);
        }
        else
        {
            WriteBlocks();
        }
    }

    /// <summary>The widths at which no word is broken; null if there are none.</summary>
    private int[]? FindWidths()
    {
        var measures = headings.Select((heading, column) => rows.Select(row => row[column]).Append(Markup.Escape(heading))
            .Select(Measure).Aggregate(static (one, two) => (Math.Max(one.Min, two.Min), Math.Max(one.Max, two.Max)))).ToList();
        var space = AnsiConsole.Profile.Width - (3 * headings.Length) - 1 - measures.Sum(static measure => measure.Min);
        var wanted = measures.Sum(static measure => measure.Max - measure.Min);
        return space < 0 ? null
            : [.. measures.Select(measure => wanted <= space ? measure.Max : measure.Min + (space * (measure.Max - measure.Min) / wanted))];
    }

    private static (int Min, int Max) Measure(string cell)
    {
        IRenderable text = new Markup(cell);
        var measured = text.Measure(RenderOptions.Create(AnsiConsole.Console), int.MaxValue);
        return (measured.Min, measured.Max);
    }

    private Table CreateTable(TableBorder border, int[]? widths)
    {
        var table = new Table().Border(border);
        foreach (var (heading, i) in headings.Select(static (heading, i) => (heading, i)))
        {
            var column = new TableColumn(Markup.Escape(heading)) { Width = widths?[i] };
            table.AddColumn(widths is null ? column.NoWrap().Padding(0, 0, 2, 0) : column);
        }

        foreach (var row in rows)
        {
            table.AddRow(row);
        }

        return table;
    }

    private void WritePlain()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = AnsiConsole.Profile.Width;
        console.Write(CreateTable(TableBorder.None, widths: null));
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
        {
            Screen.Verbatim(line.TrimEnd());
        }

        Screen.Verbatim("");
    }

    private void WriteBlocks()
    {
        foreach (var row in rows)
        {
            if (row[0].Length > 0)
            {
                AnsiConsole.Write(new Markup(row[0] + "\n"));
            }

            foreach (var (cell, heading) in row.Zip(headings).Skip(1).Where(static cell => cell.First.Length > 0))
            {
                var label = heading.Length == 0 ? "" : $"[grey]{Markup.Escape(heading)}:[/] ";
                AnsiConsole.Write(new Padder(new Markup(label + cell), new(2, 0, 0, 0)));
            }
        }
    }
}
