using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>A column of Document or PersistedServiceData in addition to those of the schema variant.</summary>
/// <param name="Table"><c>Document</c> or <c>PersistedServiceData</c>.</param>
/// <param name="Column">Its name and type. It allows NULL.</param>
/// <param name="Value">Its value in a document's rows: a plain value as in <see cref="TableRows"/>.</param>
public sealed record ExtraColumn(string Table, SqlColumn Column, Func<FrontEndData, LabDocument, object?> Value)
{
    /// <summary>A collation of its own. Null for the database's collation.</summary>
    public string? Collation { get; init; }

    /// <summary>Table Document.</summary>
    public const string Document = "Document";

    /// <summary>Table PersistedServiceData.</summary>
    public const string Entry = "PersistedServiceData";

    /// <summary>T-SQL that adds the column.</summary>
    public string Script => $"ALTER TABLE dbo.{Table} ADD {TypeText.Declaration(Column, Collation)};";
}
