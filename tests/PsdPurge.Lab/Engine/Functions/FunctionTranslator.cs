using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Translates calls of built-in functions.</summary>
internal sealed class FunctionTranslator(TranslationContext context)
{
    private static readonly Dictionary<string, FunctionDefinition> Definitions = Load();

    public Expr Translate(string name, IList<ScalarExpression> arguments, Scope scope)
    {
        if (!Definitions.TryGetValue(name, out FunctionDefinition? definition))
        {
            throw new TSqlException(195, $"'{name}' is not a recognized built-in function name.", 15, 10);
        }

        if (arguments.Count < definition.Least || arguments.Count > definition.Most)
        {
            throw definition.Least == definition.Most
                ? new TSqlException(174, $"The {name.ToLowerInvariant()} function requires {definition.Least} argument(s).", 15)
                : new TSqlException(189,
                    $"The {name.ToLowerInvariant()} function requires {definition.Least} to {definition.Most} arguments.", 15);
        }

        List<Expr> translated = [];
        string? part = null;
        for (int i = 0; i < arguments.Count; i++)
        {
            if (i == 0 && definition.TakesDatePart)
            {
                part = BatchCache.TextOf(arguments[0]).ToLowerInvariant();
                continue;
            }

            Expr argument = context.Expressions.Translate(arguments[i], scope);
            LargeTypes.CheckArgument(name, i + 1, argument.Type);
            translated.Add(argument);
        }

        return definition.Build(new FunctionCallSite(context, translated, part));
    }

    private static Dictionary<string, FunctionDefinition> Load()
    {
        Dictionary<string, FunctionDefinition> all = new(StringComparer.OrdinalIgnoreCase);
        foreach (FunctionDefinition definition in StringFunctions.Definitions
            .Concat(NumberFunctions.Definitions).Concat(DateFunctions.Definitions).Concat(SessionFunctions.Definitions).Concat(MetadataFunctions.Definitions))
        {
            all.Add(definition.Name, definition);
        }

        return all;
    }
}

/// <summary>A built-in function: its name, how many arguments it takes, and its translation.</summary>
internal sealed record FunctionDefinition(string Name, int Least, int Most, Func<FunctionCallSite, Expr> Build, bool TakesDatePart = false);

/// <summary>One call of a built-in function.</summary>
internal sealed record FunctionCallSite(TranslationContext Context, IReadOnlyList<Expr> Arguments, string? DatePart)
{
    public Expr this[int index] => Arguments[index];

    public int Count => Arguments.Count;

    /// <summary>An argument as text.</summary>
    public Expr Text(int index) =>
        Arguments[index].Type.IsCharacter() ? Arguments[index] : TypeRules.Implicit(Arguments[index], SqlTypes.VarChar(8000));

    public Expr Unicode(int index) => TypeRules.Implicit(Arguments[index], SqlTypes.NVarChar(SqlType.Max));

    public Expr Integer(int index) => TypeRules.Implicit(Arguments[index], SqlTypes.BigInt);

    /// <summary>varchar or nvarchar with a given length, depending on the type of the text.</summary>
    public static SqlType Like(SqlType text, int length) => text.IsUnicode() ? SqlTypes.NVarChar(length) : SqlTypes.VarChar(length);

    /// <summary>The variable-length type of the same length.</summary>
    public static SqlType Same(SqlType text) => new(text.IsUnicode() ? SqlTypeKind.NVarChar : SqlTypeKind.VarChar, text.Length);

    /// <summary>The widest type without max, or max if the text has it.</summary>
    public static SqlType Widest(SqlType text) => text.Length == SqlType.Max ? Same(text) : Like(text, text.IsUnicode() ? 4000 : 8000);
}
