namespace PsdPurge;

/// <summary>The limits of SQL Server 2012 (Microsoft, "Maximum capacity specifications for SQL Server").</summary>
internal static class ServerLimits
{
    /// <summary>Bytes of an index key. The keys of the module's temp tables are no longer than this.</summary>
    public const int KeyBytes = 900;

    /// <summary>Characters of an index key in nvarchar.</summary>
    public const int KeyCharacters = KeyBytes / 2;

    /// <summary>Bytes of a value, and characters of a varchar, that is stored in its row.</summary>
    public const int ValueBytes = 8000;

    /// <summary>Characters of an nvarchar that is stored in its row.</summary>
    public const int ValueCharacters = ValueBytes / 2;

    /// <summary>Characters of a table's or a column's name.</summary>
    public const int NameCharacters = 128;

    /// <summary>Rows of one VALUES list.</summary>
    public const int ValuesRows = 1000;

    /// <summary>Parameters of one statement.</summary>
    public const int Parameters = 2100;
}
