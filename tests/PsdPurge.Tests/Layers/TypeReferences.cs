using Mono.Cecil;
using Mono.Cecil.Cil;

namespace PsdPurge.Tests.Layers;

/// <summary>Finds the types of an assembly that look at other types of the same assembly. Nested types count as the type that contains them.</summary>
internal static class TypeReferences
{
    public static IEnumerable<(string From, string To)> Of(AssemblyDefinition assembly) => assembly.MainModule.GetTypes()
        .SelectMany(type => Mentioned(type).SelectMany(Parts).Select(part => part.Resolved(assembly)).OfType<TypeDefinition>()
            .Select(seen => (From: type.Outermost().FullName, To: seen.Outermost().FullName)))
        .Where(pair => pair.From != pair.To)
        .Distinct();

    public static TypeDefinition Outermost(this TypeDefinition type) => type.DeclaringType is null ? type : type.DeclaringType.Outermost();

    private static TypeDefinition? Resolved(this TypeReference type, AssemblyDefinition assembly) =>
        type as TypeDefinition ?? assembly.MainModule.GetType(type.FullName);

    private static IEnumerable<TypeReference?> Mentioned(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. Attributes(type),
        .. type.Fields.SelectMany(Attributes),
        .. type.Properties.SelectMany(Attributes),
        .. type.Methods.SelectMany(Attributes),
        .. type.Methods.SelectMany(Signature),
        .. type.Methods.Where(method => method.HasBody).SelectMany(method => Body(method.Body)),
    ];

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider holder) =>
        holder.CustomAttributes.Select(attribute => attribute.AttributeType)
        .Concat(holder.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments).Select(argument => argument.Value).OfType<TypeReference>());

    private static IEnumerable<TypeReference> Signature(MethodReference method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. (method as GenericInstanceMethod)?.GenericArguments ?? [],
        .. method.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
    ];

    private static IEnumerable<TypeReference?> Body(MethodBody body) => body.Variables.Select(variable => variable.VariableType)
        .Concat(body.ExceptionHandlers.Select(handler => handler.CatchType))
        .Concat(body.Instructions.SelectMany(Operand));

    private static IEnumerable<TypeReference> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => [method.DeclaringType, .. Signature(method)],
        _ => [],
    };

    /// <summary>The types in a type's name: <c>List&lt;Foo[]&gt;</c> has List and Foo.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => Parts(generic.ElementType).Concat(generic.GenericArguments.SelectMany(Parts)),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
