namespace PsdPurge;

/// <summary>The table whose column holds a link.</summary>
public enum LinkTable
{
    /// <summary>rtc.dbo.Document</summary>
    Document,

    /// <summary>rtc.dbo.PersistedServiceData</summary>
    PersistedServiceData,
}

/// <summary>The column that a link points to.</summary>
public enum LinkTarget
{
    /// <summary>rtc.dbo.Resource.ResourceId</summary>
    ResourceId,

    /// <summary>rtc.dbo.Resource.UserAtHost</summary>
    UserAtHost,

    /// <summary>rtc.dbo.Conference.ConfId</summary>
    ConfId,

    /// <summary>rtc.dbo.Conference.ExternalConfId</summary>
    ExternalConfId,

    /// <summary>rtc.dbo.Conference.ConferenceKey</summary>
    ConferenceKey,
}

/// <summary>The encoding of text in a varbinary, binary or image column.</summary>
public enum BinaryText
{
    /// <summary>Two bytes for each character (nvarchar).</summary>
    Utf16,

    /// <summary>One byte for each character, in the database's code page (varchar).</summary>
    SingleByte,

    /// <summary>One byte for each ASCII character, several for others.</summary>
    Utf8,
}

/// <summary>
/// The table through which a link may go. The link's column contains its <paramref name="Key"/>, and the value is in <paramref name="Value"/>.
/// </summary>
/// <param name="Table">A table of rtc.dbo.</param>
/// <param name="Key">The column to which the link's column refers. It must be unique by itself.</param>
/// <param name="Value">The column with the value.</param>
public sealed record LinkHop(string Table, string Key, string Value);

/// <summary>
/// How a row names a row of another table: the column's value, or the part of it that a pattern names after the target, equals the target column.
/// </summary>
/// <param name="Table">The table with the column.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Target">The column that the value points to.</param>
/// <param name="Pattern">The pattern of a longer text whose part <c>{Target}</c> is the value; null if it is the whole.</param>
/// <param name="Encoding">The encoding of text in a binary column.</param>
public sealed record SchemaLink(
    LinkTable Table,
    string Column,
    LinkTarget Target,
    UrnPattern? Pattern = null,
    BinaryText Encoding = BinaryText.Utf16)
{
    /// <summary>The table that the link goes through, or null if the column itself holds the value.</summary>
    public LinkHop? Through { get; init; }

    /// <summary>The table of the column that is read.</summary>
    public string ValueTable => Through?.Table ?? Table.ToString();

    /// <summary>The column that is read.</summary>
    public string ValueColumn => Through?.Value ?? Column;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Table}.{Column}"
        + (Through is null ? "" : $" -> {Through.Table}.{Through.Key}, {Through.Table}.{Through.Value}")
        + (Pattern is null ? "" : $" '{Pattern}'")
        + $" -> {TargetTable(Target)}.{Target}";

    /// <summary>The table of the column that a link points to.</summary>
    internal static string TargetTable(LinkTarget target) => target is LinkTarget.ResourceId or LinkTarget.UserAtHost ? "Resource" : "Conference";
}
