namespace PsdPurge.Lab.Engine;

/// <summary>SQL Server's errors with their numbers, classes and exact texts.</summary>
internal static class Errors
{
    /// <summary>The number of the lab's own refusals. The lab does not know what a real server would do in these cases.</summary>
    public const int NotSupportedNumber = 40500;

    /// <summary>Conversion errors end the batch and roll back the transaction, regardless of XACT_ABORT.</summary>
    private static readonly HashSet<int> BatchEnding = [241, 242, 245, 248, 295, 8114, 8169, 9803];

    /// <summary>Compilation errors end the batch, but do not affect the transaction.</summary>
    private static readonly HashSet<int> ScopeEnding =
    [
        102, 105, 107, 110, 120, 121, 127, 128, 130, 134, 137, 145, 147, 156, 174, 189, 195, 205, 206, 207, 208, 209, 213, 229, 257,
        263, 264, 271, 273, 306, 402, 421, 447, 448, 468, 529, 1011, 1013, 1033, 1038, 1087, 1088, 1934, 2715, 2739, 2812, 4104, 4902, 5335, 8101, 8102,
        8116, 8117, 8120, 8155, 8156, 8158, 8159, 10738, NotSupportedNumber,
    ];

    public static bool EndsBatchAndTransaction(int number) => BatchEnding.Contains(number);

    public static bool EndsBatch(SqlMessage error) => ScopeEnding.Contains(error.Number) || (error.Class == 15 && error.Number < 50000);

    public static TSqlException NotSupported(string what) => new(NotSupportedNumber, $"The lab does not support {what}.");

    public static TSqlException InvalidObject(string name) => new(208, $"Invalid object name '{name}'.");

    public static TSqlException InvalidColumn(string name) => new(207, $"Invalid column name '{name}'.");

    public static TSqlException Unbound(string name) => new(4104, $"The multi-part identifier \"{name}\" could not be bound.");

    public static TSqlException Ambiguous(string name) => new(209, $"Ambiguous column name '{name}'.");

    public static TSqlException UndeclaredVariable(string name) => new(137, $"Must declare the scalar variable \"{name}\".", 15, 2);

    public static TSqlException NullNotAllowed(string column, string table, string verb) =>
        new(515, $"Cannot insert the value NULL into column '{column}', table '{table}'; column does not allow nulls. {verb} "
            + "fails.", 16, 2);

    public static TSqlException Truncated() => new(8152, "String or binary data would be truncated.", 16, 14);

    public static TSqlException DivideByZero() => new(8134, "Divide by zero error encountered.");

    public static TSqlException Overflow(SqlType to) =>
        new(8115, $"Arithmetic overflow error converting expression to data type {SqlTypes.Name(to)}.", 16, 2);

    public static TSqlException Overflow(SqlType from, SqlType to) =>
        new(8115, $"Arithmetic overflow error converting {OverflowName(from)} to data type {OverflowName(to)}.", 16, 8);

    public static TSqlException ConversionFailed(SqlType from, string value, SqlType to) =>
        new(245, $"Conversion failed when converting the {SqlTypes.Name(from)} value '{value}' to data type {SqlTypes.Name(to)}.");

    public static TSqlException ConversionFailed(SqlType from, SqlType to) =>
        new(8114, $"Error converting data type {SqlTypes.Name(from)} to {OverflowName(to)}.", 16, 5);

    public static TSqlException DateConversionFailed() =>
        new(241, "Conversion failed when converting date and/or time from character string.");

    public static TSqlException TypeClash(SqlType from, SqlType to) =>
        new(206, $"Operand type clash: {SqlTypes.Name(from)} is incompatible with {SqlTypes.Name(to)}", 16, 2);

    public static TSqlException PermissionDenied(string permission, string obj, string database) =>
        new(229, $"The {permission} permission was denied on the object '{obj}', database '{database}', schema 'dbo'.", 14, 5);

    public static TSqlException LockTimeout() => new(1222, "Lock request time out period exceeded.", 16, 51);

    public static TSqlException CannotOpenDatabase(string database) =>
        new(4060, $"Cannot open database \"{database}\" requested by the login. The login failed.", 11);

    public static TSqlException NoSuchDatabase(string database) =>
        new(911, $"Database '{database}' does not exist. Make sure that the name is entered correctly.");

    public static TSqlException DatabaseDenied(string login, string database) =>
        new(916, $"The server principal \"{login}\" is not able to access the database \"{database}\" under the current "
            + "security context.", 14);

    public static TSqlException CannotDrop(string what, string name) =>
        new(3701, $"Cannot drop the {what} '{name}', because it does not exist or you do not have permission.", 11, 5);

    /// <summary>SQL Server calls decimal "numeric" in these texts.</summary>
    private static string OverflowName(SqlType type) => type.Kind == SqlTypeKind.Decimal ? "numeric" : SqlTypes.Name(type);

    /// <summary>The same error, with a line number of the batch.</summary>
    public static TSqlException At(this TSqlException error, int line) =>
        error.Error.Line == line ? error : new TSqlException(error.Error with { Line = line });
}
