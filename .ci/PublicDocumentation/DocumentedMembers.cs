using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;

namespace PublicDocumentation;

/// <summary>
/// The documentation ids of an assembly's types and members (C# specification, annex D.4.2), and whether each is visible outside the
/// assembly.
/// </summary>
internal sealed class DocumentedMembers
{
    private readonly MetadataReader metadata;
    private readonly DocumentationTypeNames names;
    private readonly Dictionary<string, bool> visible = new(StringComparer.Ordinal);

    private DocumentedMembers(MetadataReader metadata) => (this.metadata, names) = (metadata, new DocumentationTypeNames());

    public static Dictionary<string, bool> Read(MetadataReader metadata)
    {
        var members = new DocumentedMembers(metadata);
        foreach (var handle in metadata.TypeDefinitions)
        {
            members.AddType(handle);
        }

        return members.visible;
    }

    private void AddType(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = names.GetTypeFromDefinition(metadata, handle, 0);
        var isVisible = IsVisible(handle);
        visible["T:" + name] = isVisible;
        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            Add("F:", name, field.Name, "", isVisible && IsVisible(field.Attributes));
        }

        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            AddMethod(name, method, isVisible && IsVisible(method.Attributes));
        }

        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            var parameters = Parameters(property.DecodeSignature(names, null));
            var accessors = property.GetAccessors();
            Add("P:", name, property.Name, parameters, isVisible && AnyVisible(accessors.Getter, accessors.Setter));
        }

        foreach (var @event in type.GetEvents().Select(metadata.GetEventDefinition))
        {
            Add("E:", name, @event.Name, "", isVisible && AnyVisible(@event.GetAccessors().Adder));
        }
    }

    private void AddMethod(string type, MethodDefinition method, bool isVisible)
    {
        var signature = method.DecodeSignature(names, null);
        var generic = signature.GenericParameterCount == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"``{signature.GenericParameterCount}");
        var isConversion = metadata.GetString(method.Name) is "op_Implicit" or "op_Explicit";
        Add("M:", type, method.Name, generic + Parameters(signature) + (isConversion ? "~" + signature.ReturnType : ""), isVisible);
    }

    private void Add(string kind, string type, StringHandle member, string suffix, bool isVisible)
    {
        // The name of an explicit implementation contains that of the interface, whose dots and brackets the ids replace.
        var name = metadata.GetString(member).Replace('.', '#').Replace('<', '{').Replace('>', '}').Replace(',', '@');
        visible[$"{kind}{type}.{name}{suffix}"] = isVisible;
    }

    private static string Parameters(MethodSignature<string> signature) =>
        signature.ParameterTypes.IsEmpty ? "" : $"({string.Join(',', signature.ParameterTypes)})";

    private bool IsVisible(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem =>
                IsVisible(type.GetDeclaringType()),
            _ => false,
        };
    }

    private bool AnyVisible(params MethodDefinitionHandle[] accessors) =>
        accessors.Any(accessor => !accessor.IsNil && IsVisible(metadata.GetMethodDefinition(accessor).Attributes));

    private static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public
            or MethodAttributes.Family
            or MethodAttributes.FamORAssem;

    private static bool IsVisible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;
}
