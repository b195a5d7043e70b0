namespace PsdPurge.Schema;

/// <summary>A reference from an entry to one row of another table.</summary>
/// <param name="Table">The table with the reference.</param>
/// <param name="Column">Its column.</param>
/// <param name="Key">The unique column of the other table to which it refers.</param>
internal sealed record SampleHop(LinkTable Table, ServerColumn Column, ServerColumn Key)
{
    /// <summary>The join, as in LinkJoins. NOLOCK, as for all entries that the search reads.</summary>
    public string Join(string alias, string value) =>
        $"LEFT JOIN dbo.{Identifier.Quote(Key.Table)} AS {alias} WITH (NOLOCK) ON {alias}.{Key.QuotedName} = "
            + $"{(Key.Kind == ColumnKind.Text ? LinkExpression.Collated(value, Column, Key) : value)}";
}

/// <summary>A column in which entries may name something: their own, or that of the row to which they refer.</summary>
/// <param name="Table">The table in which the link begins.</param>
/// <param name="Value">The column that is read.</param>
/// <param name="Hop">The reference to it, if it is in another table.</param>
internal sealed record SampleColumn(LinkTable Table, ServerColumn Value, SampleHop? Hop)
{
    /// <summary>A key that identifies the column on every Front-End.</summary>
    public string Key => $"{Table}.{Hop?.Column.Name}>{Hop?.Key.Table}.{Hop?.Key.Name}>{Value.Name} {Value.Kind}".ToUpperInvariant();

    public SchemaLink Link(LinkTarget target, UrnPattern? pattern, BinaryText? encoding) =>
        new(Table, Hop?.Column.Name ?? Value.Name, target, pattern, encoding ?? default)
        {
            Through = Hop is null ? null : new LinkHop(Hop.Key.Table, Hop.Key.Name, Value.Name),
        };
}
