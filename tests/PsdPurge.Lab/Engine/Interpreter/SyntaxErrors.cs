using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PsdPurge.Lab.Engine;

/// <summary>Turns ScriptDom's parse errors into the ones that SQL Server gives.</summary>
internal static class SyntaxErrors
{
    private const int UnexpectedEnd = 46029;
    private const int OpenQuote = 46030;
    private const int MisplacedOrderBy = 46047;

    public static TSqlException Explain(string text, ParseError error, bool quoted)
    {
        SqlMessage message = error.Number switch
        {
            MisplacedOrderBy => new SqlMessage(1033, 15, 1,
                "The ORDER BY clause is invalid in views, inline functions, derived tables, subqueries, and common table "
                + "expressions, unless TOP, OFFSET or FOR XML is also specified.", error.Line),
            OpenQuote => new SqlMessage(105, 15, 1,
                $"Unclosed quotation mark after the character string '{text[Math.Min(text.Length, error.Offset + 1)..]}'.", error.Line),
            UnexpectedEnd => new SqlMessage(102, 15, 1,
                $"Incorrect syntax near '{Tokens(text, quoted).LastOrDefault()?.Text}'.", error.Line),
            _ => Near(error, Tokens(text, quoted).Find(t => t.Offset >= error.Offset)),
        };
        return new TSqlException(message);
    }

    private static SqlMessage Near(ParseError error, TSqlParserToken? token)
    {
        if (token is null || !error.Message.StartsWith("Incorrect syntax", StringComparison.Ordinal))
        {
            return new SqlMessage(102, 15, 1, error.Message, error.Line);
        }

        return token.IsKeyword()
            ? new SqlMessage(156, 15, 1, $"Incorrect syntax near the keyword '{token.Text}'.", error.Line)
            : new SqlMessage(102, 15, 1, $"Incorrect syntax near '{token.Text}'.", error.Line);
    }

    private static List<TSqlParserToken> Tokens(string text, bool quoted)
    {
        using StringReader reader = new(text);
        return [.. new TSql110Parser(quoted).GetTokenStream(reader, out _)
            .Where(t =>
                t.TokenType is not (TSqlTokenType.WhiteSpace or TSqlTokenType.EndOfFile or TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment))];
    }
}
