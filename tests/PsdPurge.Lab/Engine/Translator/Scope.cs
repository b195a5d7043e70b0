namespace PsdPurge.Lab.Engine;

/// <summary>A column that a FROM clause offers.</summary>
internal sealed record SourceColumn(string Name, Expr Expression);

/// <summary>A table, derived table or CTE in a FROM clause, under the name by which the query knows it.</summary>
internal sealed record Source(string Name, string Alias, IReadOnlyList<SourceColumn> Columns, TableInfo? Table = null)
{
    /// <summary>Whether the name was given by AS. The table's own name is then hidden.</summary>
    public bool Aliased { get; init; }

    /// <summary>Outer joins make every column of the inner side nullable.</summary>
    public Source AsNullable() =>
        this with { Columns = [.. Columns.Select(c => c with { Expression = c.Expression with { Nullable = true } })] };

    public IEnumerable<SourceColumn> Named(string column) => Columns.Where(c => c.Name.Equals(column, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The names that an expression may use: those of its own query, then those of the queries around it.</summary>
internal sealed class Scope(Scope? outer)
{
    public List<Source> Sources { get; } = [];

    public Scope? Outer { get; } = outer;

    /// <summary>GROUP BY expressions as SQL. Null if the query does not group.</summary>
    public HashSet<string>? GroupKeys { get; set; }

    /// <summary>Columns used outside of aggregates that no GROUP BY expression covers.</summary>
    public List<string> Ungrouped { get; } = [];

    public bool InAggregate { get; set; }

    /// <summary>Whether aggregates are allowed here at all.</summary>
    public bool AggregatesAllowed { get; set; }

    public void Add(Source source)
    {
        Source? same = Sources.Find(s => s.Name.Equals(source.Name, StringComparison.OrdinalIgnoreCase)
            && (s.Aliased || source.Aliased || s.Table?.Database == source.Table?.Database));
        if (same is not null && source.Name.Length > 0)
        {
            throw source.Aliased
                ? new TSqlException(1011, $"The correlation name '{source.Name}' is specified multiple times in a FROM clause.")
                : new TSqlException(1013,
                    $"The objects \"{same.Name}\" and \"{source.Name}\" in the FROM clause have the same exposed names. Use "
                    + "correlation names to distinguish them.");
        }

        Sources.Add(source);
    }

    /// <summary>Finds a column by its name of one to four parts.</summary>
    public Expr Find(IReadOnlyList<string> parts)
    {
        string column = parts[^1];
        for (Scope? scope = this; scope is not null; scope = scope.Outer)
        {
            List<(Source Source, SourceColumn Column)> found =
                [.. scope.Sources.Where(s => Matches(s, parts)).SelectMany(s => s.Named(column).Select(c => (s, c)))];
            if (found.Count > 1)
            {
                throw Errors.Ambiguous(column);
            }

            if (found.Count == 1)
            {
                scope.NoteUse(found[0].Source, found[0].Column);
                return found[0].Column.Expression;
            }

            if (parts.Count > 1 && scope.Sources.Exists(s => Matches(s, parts)))
            {
                throw Errors.InvalidColumn(column);
            }
        }

        throw parts.Count > 1 ? Errors.Unbound(string.Join('.', parts)) : Errors.InvalidColumn(column);
    }

    /// <summary>The sources that the qualifier of a star names.</summary>
    public IEnumerable<Source> Qualified(IReadOnlyList<string> qualifier) => Sources.Where(s => Matches(s, [.. qualifier, ""]));

    private void NoteUse(Source source, SourceColumn column)
    {
        if (GroupKeys is not null && !InAggregate && !GroupKeys.Contains(column.Expression.Sql))
        {
            Ungrouped.Add($"{source.Name}.{column.Name}");
        }
    }

    private static bool Matches(Source source, IReadOnlyList<string> parts)
    {
        if (parts.Count == 1)
        {
            return true;
        }

        if (!source.Name.Equals(parts[^2], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return parts.Count == 2
            || (!source.Aliased && (parts[^3].Length == 0 || parts[^3].Equals("dbo", StringComparison.OrdinalIgnoreCase))
                && (parts.Count == 3 || parts[^4].Equals(source.Table?.Database.Name, StringComparison.OrdinalIgnoreCase)));
    }
}
