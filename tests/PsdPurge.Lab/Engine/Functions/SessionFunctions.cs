namespace PsdPurge.Lab.Engine;

/// <summary>Functions that return information about the session. Their values are bound like variables.</summary>
internal static class SessionFunctions
{
    public static IEnumerable<FunctionDefinition> Definitions { get; } =
    [
        new("SCOPE_IDENTITY", 0, 0, a => a.Context.Variable("SCOPE_IDENTITY()")),
        new("XACT_STATE", 0, 0, a => a.Context.Variable("XACT_STATE()")),
        new("ERROR_NUMBER", 0, 0, a => a.Context.Variable("ERROR_NUMBER()")),
        new("ERROR_MESSAGE", 0, 0, a => a.Context.Variable("ERROR_MESSAGE()")),
        new("ERROR_SEVERITY", 0, 0, a => a.Context.Variable("ERROR_SEVERITY()")),
        new("ERROR_STATE", 0, 0, a => a.Context.Variable("ERROR_STATE()")),
        new("ERROR_LINE", 0, 0, a => a.Context.Variable("ERROR_LINE()")),
        new("ERROR_PROCEDURE", 0, 0, a => a.Context.Variable("ERROR_PROCEDURE()")),
        new("ROWCOUNT_BIG", 0, 0, a => TypeRules.Convert(a.Context.Variable("@@ROWCOUNT"), SqlTypes.BigInt)),
        new("HOST_NAME", 0, 0, a => a.Context.Variable("HOST_NAME()")),
        new("APP_NAME", 0, 0, a => a.Context.Variable("APP_NAME()")),
        new("ORIGINAL_LOGIN", 0, 0, a => a.Context.Variable("LOGIN()")),
        new("SUSER_SNAME", 0, 1, a =>
            a.Count == 0 ? a.Context.Variable("LOGIN()") : throw Errors.NotSupported("SUSER_SNAME of another login")),
        new("SUSER_NAME", 0, 0, a => a.Context.Variable("LOGIN()")),
        new("SystemUser", 0, 0, a => a.Context.Variable("LOGIN()")),
        new("USER_NAME", 0, 0, a => a.Context.Variable("USER()")),
        new("User", 0, 0, a => a.Context.Variable("USER()")),
        new("CurrentUser", 0, 0, a => a.Context.Variable("USER()")),
        new("SessionUser", 0, 0, a => a.Context.Variable("USER()")),
    ];
}
