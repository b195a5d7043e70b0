using System.Reflection;

namespace PsdPurge.Help;

/// <summary>Reads the cmdlets of an assembly without running any of it: it is built for another runtime and its PowerShell is a reference only.</summary>
internal sealed class CommandMetadata : IDisposable
{
    private const string Namespace = "System.Management.Automation.";
    private readonly MetadataLoadContext _context;

    public CommandMetadata(string assembly, IEnumerable<string> references)
    {
        _context = new MetadataLoadContext(new PathAssemblyResolver(references.Append(assembly).Where(path => path.Length > 0)), "System.Runtime");
        Commands =
        [
            .. _context.LoadFromAssemblyPath(assembly).GetExportedTypes().Select(Command).OfType<CommandShape>().OrderBy(
                command => command.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The cmdlets, by name.</summary>
    public IReadOnlyList<CommandShape> Commands { get; }

    public void Dispose() => _context.Dispose();

    private static CommandShape? Command(Type type)
    {
        if (type.IsAbstract || Attribute(type, "CmdletAttribute") is not { } attribute)
        {
            return null;
        }

        var parameters = type.GetProperties().Select(Parameter).OfType<ParameterShape>().ToList();
        if (Named(attribute, "SupportsShouldProcess", false))
        {
            parameters.Add(ParameterShape.Common("WhatIf", "wi"));
            parameters.Add(ParameterShape.Common("Confirm", "cf"));
        }

        return new CommandShape(
            (string)attribute.ConstructorArguments[0].Value!,
            (string)attribute.ConstructorArguments[1].Value!,
            Named<string?>(attribute, "DefaultParameterSetName", null),
            parameters);
    }

    private static ParameterShape? Parameter(PropertyInfo property)
    {
        var uses = property.GetCustomAttributesData()
            .Where(data => data.AttributeType.FullName == Namespace + "ParameterAttribute")
            .Select(data => new ParameterUse(
                Named(data, "ParameterSetName", ParameterUse.AllSets)!,
                Named(data, "Mandatory", false),
                Named(data, "Position", int.MinValue),
                Named(data, "ValueFromPipeline", false),
                Named(data, "ValueFromPipelineByPropertyName", false)))
            .ToList();
        return uses.Count == 0 ? null : new ParameterShape(
            property.Name, TypeName(property.PropertyType), uses, Texts(property, "AliasAttribute"), Texts(property, "ValidateSetAttribute"));
    }

    private static List<string> Texts(PropertyInfo property, string attribute) =>
        property.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.FullName == Namespace + attribute)?.ConstructorArguments
            .SelectMany(argument => argument.Value is IEnumerable<CustomAttributeTypedArgument> several ? several : [argument])
            .Select(argument => (string)argument.Value!).ToList() ?? [];

    private static CustomAttributeData? Attribute(Type type, string name) =>
        type.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.FullName == Namespace + name);

    private static T Named<T>(CustomAttributeData attribute, string name, T otherwise) =>
        attribute.NamedArguments
            .Where(argument => argument.MemberName == name)
            .Select(argument => (T)argument.TypedValue.Value!)
            .DefaultIfEmpty(otherwise)
            .First();

    private static string TypeName(Type type) => type.IsGenericType && type.Name.StartsWith("Nullable", StringComparison.Ordinal)
        ? TypeName(type.GetGenericArguments()[0])
        : type.Name;
}
