using System.Text;

namespace Better.Calendar.Model;

/// <summary>One row of a CSV file (RFC 4180), with its row number in a spreadsheet.</summary>
internal sealed record CsvRow(int Number, ValueList<string> Fields)
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>Whether this row has an opening quote without a closing one: all text after it is in the last field.</summary>
    public bool HasUnclosedQuote { get; init; }

    /// <summary>Reads the rows of a text; blank rows are skipped but counted.</summary>
    public static IEnumerable<CsvRow> Read(string text, char delimiter)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var number = 1;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (c == '"' && field.Length == 0)
            {
                i = ReadQuoted(text, i + 1, field);
            }
            else if (c == delimiter || c is '\n' or '\r')
            {
                AddField(fields, field);
                if (c != delimiter)
                {
                    if (fields.Any(value => !string.IsNullOrWhiteSpace(value)))
                    {
                        yield return new(number, fields.ToValueList());
                    }

                    fields.Clear();
                    number++;
                    i += c == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                }
            }
            else
            {
                field.Append(c);
            }
        }

        // Without a closing quote the loop ends before the line break that is added at the end of the text.
        if (fields.Count > 0 || field.Length > 0)
        {
            yield return new(number, fields.Append(field.ToString()).ToValueList()) { HasUnclosedQuote = true };
        }
    }

    /// <summary>The delimiter of a file: the one of <c>; , tab</c> that is most frequent in the first line.</summary>
    public static char DetectDelimiter(string text)
    {
        var header = text.IndexOf('\n') is >= 0 and var end ? text.Substring(0, end) : text;
        return Delimiters.OrderByDescending(mark => header.Count(c => c == mark)).First();
    }

    /// <summary>Adds a field; of a row with more than any list has, the last one is whichever is not blank.</summary>
    private static void AddField(List<string> fields, StringBuilder field)
    {
        var text = field.ToString();
        field.Clear();
        if (fields.Count < InputLimits.Columns)
        {
            fields.Add(text);
        }
        else if (!string.IsNullOrWhiteSpace(text))
        {
            fields[fields.Count - 1] = text;
        }
    }

    // RFC 4180, 2.7: two quotes inside a quoted field are one quote. Returns the position of the closing quote.
    private static int ReadQuoted(string text, int i, StringBuilder field)
    {
        for (; i < text.Length; i++)
        {
            if (text[i] != '"')
            {
                field.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append(text[i++]);
            }
            else
            {
                break;
            }
        }

        return i;
    }
}
