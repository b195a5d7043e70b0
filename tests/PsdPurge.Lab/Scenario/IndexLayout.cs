namespace PsdPurge.Lab.Scenarios;

/// <summary>
/// The indexes that the tables have in addition to their keys. Nobody outside Microsoft has published the indexes of a real Front-End, so nothing may rely on
/// one. A pool can have any of them or none.
/// </summary>
/// <remarks>
/// The lab's engine shows what a missing index costs. A correlated subquery over a table without a fitting index reads the whole table for each row. A join of
/// two sets gets SQLite's transient index. It costs one pass over the table, like SQL Server's hash join.
/// </remarks>
public sealed class IndexLayout
{
    private static readonly (string Name, string Script)[] Known =
    [
        ("organizer", "CREATE UNIQUE INDEX IX_Conference_Organizer ON dbo.Conference (OrganizerId, ExternalConfId);"),
        ("checksum", "CREATE INDEX IX_Conference_ExternalConfIdCksum ON dbo.Conference (ExternalConfIdCksum);"),
        ("conference-id", "CREATE INDEX IX_Conference_ExternalConfId ON dbo.Conference (ExternalConfId);"),
        ("address", "CREATE UNIQUE INDEX IX_Resource_UserAtHost ON dbo.Resource (UserAtHost);"),
        ("owner", "IF COL_LENGTH('dbo.Document', 'OwnerId') IS NOT NULL CREATE INDEX IX_Document_OwnerId ON dbo.Document (OwnerId);"),
    ];

    private IndexLayout(string name, IEnumerable<string> scripts)
    {
        Name = name;
        Script = string.Join("\nGO\n", scripts);
    }

    /// <summary>Each table has the index of its key and no other.</summary>
    public static IndexLayout KeyOnly { get; } = new("key-only", []);

    /// <summary>Every index that a layout may have.</summary>
    public static IndexLayout All { get; } = new("all", Known.Select(index => index.Script));

    /// <summary>The default of a pool. It has the fewest indexes, so that code that relies on an index is exposed.</summary>
    public static IndexLayout Default => KeyOnly;

    /// <summary>A description of the names that <see cref="Read"/> accepts.</summary>
    public static string Names => $"{KeyOnly}, {All}, or one or more of {string.Join(", ", Known.Select(index => index.Name))}, with commas between them";

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>T-SQL that makes its indexes on the tables of database rtc.</summary>
    public string Script { get; }

    /// <summary>
    /// A layout by its name: <c>key-only</c>, <c>all</c>, or names of indexes such as <c>organizer,address</c>. Null if there is none of that name.
    /// </summary>
    public static IndexLayout? Read(string name)
    {
        if (name == KeyOnly.Name || name == All.Name)
        {
            return name == All.Name ? All : KeyOnly;
        }

        var asked = name.Split(',').ToHashSet(StringComparer.Ordinal);
        return asked.IsSubsetOf(Known.Select(index => index.Name))
            ? new(name, Known.Where(index => asked.Contains(index.Name)).Select(index => index.Script))
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
