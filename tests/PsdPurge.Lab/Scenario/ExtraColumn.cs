using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>A column of Document or PersistedServiceData beside those of the schema variant.</summary>
/// <param name="Table"><c>Document</c> or <c>PersistedServiceData</c>.</param>
/// <param name="Column">Its name and type; it takes NULL.</param>
/// <param name="Value">What it holds in a document's rows: a plain value as in <see cref="TableRows"/>.</param>
public sealed record ExtraColumn(string Table, SqlColumn Column, Func<FrontEndData, LabDocument, object?> Value)
{
    /// <summary>A collation of its own; the database's if there is none.</summary>
    public string? Collation { get; init; }

    /// <summary>Table Document.</summary>
    public const string Document = "Document";

    /// <summary>Table PersistedServiceData.</summary>
    public const string Entry = "PersistedServiceData";

    /// <summary>T-SQL that adds it.</summary>
    public string Script => $"ALTER TABLE dbo.{Table} ADD {TypeText.Declaration(Column, Collation)};";
}
