using System.Collections.Concurrent;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>A parsed batch: its statements and the variables it declares, which exist from its start as in T-SQL.</summary>
internal sealed record ParsedBatch(IReadOnlyList<TSqlStatement> Statements, IReadOnlyList<DeclareVariableElement> Variables);

/// <summary>Parses batches, each text once.</summary>
internal sealed class BatchCache
{
    private const int Kept = 1000;
    private readonly ConcurrentDictionary<(string Text, string Signature, bool Quoted), ParsedBatch> _batches = new();

    /// <param name="text">The batch.</param>
    /// <param name="signature">Types of the parameters. The same text with other types is translated again.</param>
    /// <param name="quoted">SET QUOTED_IDENTIFIER.</param>
    public ParsedBatch Get(string text, string signature, bool quoted)
    {
        if (_batches.TryGetValue((text, signature, quoted), out ParsedBatch? known))
        {
            return known;
        }

        if (_batches.Count > Kept)
        {
            _batches.Clear();
        }

        return _batches.GetOrAdd((text, signature, quoted), key => Parse(key.Text, key.Quoted));
    }

    /// <summary>The T-SQL that a fragment was read from.</summary>
    public static string TextOf(TSqlFragment fragment) =>
        string.Concat(
            fragment.ScriptTokenStream.Skip(fragment.FirstTokenIndex).Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(t => t.Text));

    private static ParsedBatch Parse(string text, bool quoted)
    {
        using StringReader reader = new(text);
        TSqlFragment fragment = new TSql110Parser(quoted).Parse(reader, out IList<ParseError> errors);
        if (errors.Count > 0)
        {
            throw SyntaxErrors.Explain(text, errors[0], quoted);
        }

        TSqlScript script = (TSqlScript)fragment;
        if (script.Batches.Count > 1)
        {
            throw new TSqlException(102, "Incorrect syntax near 'GO'.", 15);
        }

        Declarations found = new();
        script.Accept(found);
        return new ParsedBatch(script.Batches.Count == 0 ? [] : [.. script.Batches[0].Statements], found.Elements);
    }

    private sealed class Declarations : TSqlFragmentVisitor
    {
        public List<DeclareVariableElement> Elements { get; } = [];

        public override void Visit(DeclareVariableElement node) => Elements.Add(node);
    }
}
