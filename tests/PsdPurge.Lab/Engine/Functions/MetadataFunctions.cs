namespace PsdPurge.Lab.Engine;

/// <summary>Functions that return information about the server and its objects.</summary>
internal static class MetadataFunctions
{
    private static readonly SqlType Int = SqlTypes.Int;

    public static IEnumerable<FunctionDefinition> Definitions { get; } =
    [
        new("DB_NAME", 0, 1, a => a.Count == 0 ? a.Context.Variable("DB_NAME()") : Expr.Call("t_db_name", SqlTypes.SysName, a.Integer(0))),
        new("DB_ID", 0, 1, a => Expr.Call("t_db_id", SqlTypes.SmallInt, a.Count == 0 ? a.Context.Variable("DB_NAME()") : a.Unicode(0))),
        new("OBJECT_ID", 1, 2, a => Expr.Call("t_object_id", Int, a.Unicode(0), a.Count > 1 ? a.Unicode(1) : Expr.Null)),
        new("OBJECT_NAME", 1, 2, a => Expr.Call("t_object_name", SqlTypes.SysName, a.Integer(0), a.Count > 1 ? a.Integer(1) : Expr.Null)),
        new("OBJECT_SCHEMA_NAME", 1, 2, a =>
            Expr.Call("t_object_schema_name", SqlTypes.SysName, a.Integer(0), a.Count > 1 ? a.Integer(1) : Expr.Null)),
        new("SCHEMA_NAME", 0, 1, a => Expr.Call("t_schema_name", SqlTypes.SysName, a.Count == 0 ? Expr.Literal(1L, Int) : a.Integer(0))),
        new("SCHEMA_ID", 0, 1, a => Expr.Call("t_schema_id", Int, a.Count == 0 ? Expr.Literal("dbo", SqlTypes.SysName) : a.Unicode(0))),
        new("TYPE_NAME", 1, 1, a => Expr.Call("t_type_name", SqlTypes.SysName, a.Integer(0))),
        new("TYPE_ID", 1, 1, a => Expr.Call("t_type_id", Int, a.Unicode(0))),
        new("COL_LENGTH", 2, 2, a => Expr.Call("t_col_length", SqlTypes.SmallInt, a.Unicode(0), a.Unicode(1))),
        new("COL_NAME", 2, 2, a => Expr.Call("t_col_name", SqlTypes.SysName, a.Integer(0), a.Integer(1))),
        new("COLUMNPROPERTY", 3, 3, a => Expr.Call("t_columnproperty", Int, a.Integer(0), a.Unicode(1), a.Unicode(2))),
        new("OBJECTPROPERTY", 2, 2, a => Expr.Call("t_objectproperty", Int, a.Integer(0), a.Unicode(1))),
        new("HAS_PERMS_BY_NAME", 3, 5, a => Expr.Call("t_has_perms", Int, a.Unicode(0), a.Unicode(1), a.Unicode(2))),
        new("HAS_DBACCESS", 1, 1, a => Expr.Call("t_has_dbaccess", Int, a.Unicode(0))),
        new("IS_SRVROLEMEMBER", 1, 2, a => Expr.Call("t_is_srvrolemember", Int, a.Unicode(0), a.Count > 1 ? a.Unicode(1) : Expr.Null)),
        new("IS_MEMBER", 1, 1, a => Expr.Call("t_is_member", Int, a.Unicode(0))),
        new("IS_ROLEMEMBER", 1, 2, a => Expr.Call("t_is_member", Int, a.Unicode(0))),
        new("SERVERPROPERTY", 1, 1, ServerProperty),
        new("CONNECTIONPROPERTY", 1, 1, a => Expr.Call("t_connectionproperty", SqlTypes.SysName, a.Unicode(0))),
        new("FILEPROPERTY", 2, 2, a => Expr.Call("t_fileproperty", Int, a.Unicode(0), a.Unicode(1))),
        new("DATABASEPROPERTYEX", 2, 2, a => Expr.Call("t_databasepropertyex", SqlTypes.SysName, a.Unicode(0), a.Unicode(1))),
        new("IDENT_CURRENT", 1, 1, a => Expr.Call("t_ident_current", SqlTypes.Decimal(38, 0), a.Unicode(0))),
    ];

    /// <summary>The result is sql_variant on a real server. Here, it has the type of the requested property.</summary>
    private static Expr ServerProperty(FunctionCallSite a)
    {
        bool number = (a[0].Value as string)?.ToUpperInvariant()
            is "ENGINEEDITION" or "ISCLUSTERED" or "ISINTEGRATEDSECURITYONLY" or "PROCESSID" or "ISHADRENABLED" or "ISSINGLEUSER";
        Expr text = Expr.Call("t_serverproperty", SqlTypes.SysName, a.Unicode(0));
        return number ? TypeRules.Convert(text, Int) : text;
    }
}
