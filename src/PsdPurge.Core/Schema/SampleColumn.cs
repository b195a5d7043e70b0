namespace PsdPurge.Schema;

/// <summary>A way from an entry to one row of another table.</summary>
/// <param name="Table">The table that the way begins in.</param>
/// <param name="Column">Its column.</param>
/// <param name="Key">The other table's column that it equals; unique there.</param>
internal sealed record SampleHop(LinkTable Table, ServerColumn Column, ServerColumn Key)
{
    /// <summary>The join, as LinkJoins has it. NOLOCK, as all that the search reads of entries.</summary>
    public string Join(string alias, string value) =>
        $"LEFT JOIN dbo.{Identifier.Quote(Key.Table)} AS {alias} WITH (NOLOCK) ON {alias}.{Key.QuotedName} = "
            + $"{(Key.Kind == ColumnKind.Text ? LinkExpression.Collated(value, Column, Key) : value)}";
}

/// <summary>Where entries may name something: a column of theirs, or of the one row that they refer to.</summary>
/// <param name="Table">The table that the link begins in.</param>
/// <param name="Value">The column that is read.</param>
/// <param name="Hop">The way to it, where it stands in another table.</param>
internal sealed record SampleColumn(LinkTable Table, ServerColumn Value, SampleHop? Hop)
{
    /// <summary>What tells it from others on any Front-End.</summary>
    public string Key => $"{Table}.{Hop?.Column.Name}>{Hop?.Key.Table}.{Hop?.Key.Name}>{Value.Name} {Value.Kind}".ToUpperInvariant();

    public SchemaLink Link(LinkTarget target, UrnPattern? pattern, BinaryText? encoding) =>
        new(Table, Hop?.Column.Name ?? Value.Name, target, pattern, encoding ?? default)
        {
            Through = Hop is null ? null : new LinkHop(Hop.Key.Table, Hop.Key.Name, Value.Name),
        };
}
