using System.Buffers;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace WebHost.Organizer.Editing;

/// <summary>
/// A list of people in a file: CSV, or the first sheet of a workbook (.xlsx), which becomes CSV, so that the rules of a list are in one
/// place.
/// </summary>
internal static class ParticipantFile
{
    /// <summary>The longest file that is read.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    // A workbook is a ZIP archive: a small one can become gigabytes.
    private const int MaxUnpackedBytes = 64 * 1024 * 1024;
    private const int MaxColumns = 256;
    private const int MaxRows = 20_000;

    private static readonly SearchValues<char> Special = SearchValues.Create("\",;\t\r\n");

    /// <summary>Reads a file as CSV.</summary>
    /// <exception cref="InvalidDataException">It is too long, or no workbook although it begins like one, or not in UTF-8.</exception>
    public static async Task<string> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            file.Write(buffer, 0, count);
            if (file.Length > MaxBytes)
            {
                throw new InvalidDataException("The file is too long.");
            }
        }

        file.Position = 0;
        return file.Length > 4 && file.GetBuffer().AsSpan(0, 4).SequenceEqual("PK\u0003\u0004"u8) ? ReadWorkbook(file) : Decode(file);
    }

    private static string Decode(MemoryStream file)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(file.ToArray());
        }
        catch (DecoderFallbackException problem)
        {
            throw new InvalidDataException("The file is not in UTF-8.", problem);
        }
    }

    private static string ReadWorkbook(MemoryStream file)
    {
        Measure(file);
        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(file, new() { LeaveOpen = true });
            var csv = new StringBuilder();
            for (var rows = 0; reader.Read(); rows++)
            {
                if (rows == MaxRows || reader.FieldCount > MaxColumns)
                {
                    throw new InvalidDataException("The sheet is too large.");
                }

                csv.AppendJoin(',', Enumerable.Range(0, reader.FieldCount).Select(column => Quote(reader, column))).Append('\n');
            }

            return csv.ToString();
        }
        catch (Exception problem) when (problem is ExcelReaderException or FormatException or System.Xml.XmlException
            or InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException or OverflowException)
        {
            // What strangers call a workbook may be anything.
            throw new InvalidDataException("The file is no workbook.", problem);
        }
    }

    private static string Quote(IExcelDataReader reader, int column)
    {
        var text = Convert.ToString(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().IndexOfAny(Special) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Unpacks the archive without keeping it: what its directory says of lengths may be untrue.</summary>
    private static void Measure(MemoryStream file)
    {
        using (var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
        {
            var (length, buffer) = (0L, new byte[81920]);
            foreach (var entry in archive.Entries)
            {
                using var unpacked = entry.Open();
                for (int count; (count = unpacked.Read(buffer)) > 0;)
                {
                    if ((length += count) > MaxUnpackedBytes)
                    {
                        throw new InvalidDataException("The workbook is too large.");
                    }
                }
            }
        }

        file.Position = 0;
    }
}
