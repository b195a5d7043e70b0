namespace PsdPurge.Lab.Engine;

/// <summary>Date functions and their result types.</summary>
internal static class DateFunctions
{
    private static readonly SqlType Offset = new(SqlTypeKind.DateTimeOffset, Scale: 7);

    public static IEnumerable<FunctionDefinition> Definitions { get; } =
    [
        new("GETDATE", 0, 0, a => a.Context.Variable("GETDATE()")),
        new("CurrentTimestamp", 0, 0, a => a.Context.Variable("GETDATE()")),
        new("GETUTCDATE", 0, 0, a => a.Context.Variable("GETDATE()")),
        new("SYSDATETIME", 0, 0, a => a.Context.Variable("SYSDATETIME()")),
        new("SYSUTCDATETIME", 0, 0, a => a.Context.Variable("SYSDATETIME()")),
        new("SYSDATETIMEOFFSET", 0, 0, a => TypeRules.Convert(a.Context.Variable("SYSDATETIME()"), Offset)),
        new("DATEADD", 3, 3, Add, TakesDatePart: true),
        new("DATEDIFF", 3, 3, a =>
            new Expr($"t_datediff({Part(a)}, {Date(a[0]).Sql}, {Date(a[1]).Sql})", SqlTypes.Int), TakesDatePart: true),
        new("DATEPART", 2, 2, a => new Expr($"t_datepart({Part(a)}, {Date(a[0]).Sql})", SqlTypes.Int), TakesDatePart: true),
        new("DATENAME", 2, 2, a => new Expr($"t_datename({Part(a)}, {Date(a[0]).Sql})", SqlTypes.NVarChar(30)), TakesDatePart: true),
        new("YEAR", 1, 1, a => new Expr($"t_datepart('year', {Date(a[0]).Sql})", SqlTypes.Int)),
        new("MONTH", 1, 1, a => new Expr($"t_datepart('month', {Date(a[0]).Sql})", SqlTypes.Int)),
        new("DAY", 1, 1, a => new Expr($"t_datepart('day', {Date(a[0]).Sql})", SqlTypes.Int)),
    ];

    private static Expr Add(FunctionCallSite a)
    {
        Expr date = a[1].Type.IsCharacter() ? TypeRules.Implicit(a[1], SqlTypes.DateTime) : Date(a[1]);
        return new Expr($"t_dateadd({Part(a)}, {a.Integer(0).Sql}, {date.Sql}, "
            + $"{ConversionTable.IdOf(new Conversion(date.Type, date.Type))})", date.Type);
    }

    private static Expr Date(Expr e) =>
        e.Type.IsDate() ? e : TypeRules.Implicit(e, e.Type.IsCharacter() ? SqlTypes.DateTime2 : SqlTypes.DateTime);

    private static string Part(FunctionCallSite a) => a.DatePart switch
    {
        "year" or "yy" or "yyyy" => "'year'",
        "quarter" or "qq" or "q" => "'quarter'",
        "month" or "mm" or "m" => "'month'",
        "dayofyear" or "dy" or "y" => "'dayofyear'",
        "day" or "dd" or "d" => "'day'",
        "week" or "wk" or "ww" => "'week'",
        "weekday" or "dw" => "'weekday'",
        "hour" or "hh" => "'hour'",
        "minute" or "mi" or "n" => "'minute'",
        "second" or "ss" or "s" => "'second'",
        "millisecond" or "ms" => "'millisecond'",
        "microsecond" or "mcs" => "'microsecond'",
        "nanosecond" or "ns" => "'nanosecond'",
        _ => throw new TSqlException(155, $"'{a.DatePart}' is not a recognized datepart option.", 15),
    };
}
