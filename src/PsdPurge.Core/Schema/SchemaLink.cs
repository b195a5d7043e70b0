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

/// <summary>How text stands in a varbinary column.</summary>
public enum BinaryText
{
    /// <summary>Two bytes a character (nvarchar).</summary>
    Utf16,

    /// <summary>One byte a character, in the database's code page (varchar).</summary>
    SingleByte,
}

/// <summary>
/// How a row names something of another table: the column's value, or the part of it that a pattern names after the target, equals the target column.
/// </summary>
/// <param name="Table">The table that holds the column.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Target">The column that the value points to.</param>
/// <param name="Pattern">Where the value is the part <c>{Target}</c> of a longer text; null where it is the whole.</param>
/// <param name="Encoding">How text stands in the column where that is a varbinary one.</param>
public sealed record SchemaLink(
    LinkTable Table,
    string Column,
    LinkTarget Target,
    UrnPattern? Pattern = null,
    BinaryText Encoding = BinaryText.Utf16)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Table}.{Column}{(Pattern is null ? "" : $" '{Pattern}'")} -> {(Target is LinkTarget.ResourceId or LinkTarget.UserAtHost ? "Resource" : "Conference")}.{Target}";
}
