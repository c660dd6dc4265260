using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using PublicDocumentation;

// Removes the internal members from an XML documentation file: the compiler documents them as well.
// usage: PublicDocumentation ASSEMBLY.dll DOCUMENTATION.xml     changes the file in place; a second run changes nothing
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: PublicDocumentation ASSEMBLY.dll DOCUMENTATION.xml");
    return 2;
}

using var assembly = new PEReader(File.OpenRead(args[0]));
var members = DocumentedMembers.Read(assembly.GetMetadataReader());
var document = XDocument.Load(args[1], LoadOptions.PreserveWhitespace);
var unknown = new List<string>();
foreach (var member in document.Descendants("member").ToList())
{
    var id = member.Attribute("name")!.Value;
    if (!members.TryGetValue(id, out var isVisible))
    {
        // It is an error, so that DocumentedMembers is completed instead of guessing.
        unknown.Add(id);
    }
    else if (!isVisible)
    {
        if (member.PreviousNode is XText space && string.IsNullOrWhiteSpace(space.Value))
        {
            space.Remove();
        }

        member.Remove();
    }
}

if (unknown.Count > 0)
{
    Console.Error.WriteLine($"{args[1]}: error: not in the metadata of {args[0]}: {string.Join(", ", unknown)}");
    return 1;
}

// The same bytes on every operating system.
using (var writer = XmlWriter.Create(args[1], new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineChars = "\n" }))
{
    document.Save(writer);
}

return 0;
