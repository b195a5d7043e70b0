using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>A procedure call. Procedures that run T-SQL for a client are handled here. All others become EXECUTE for the engine.</summary>
internal sealed class RpcCall : TdsRequest
{
    public const string ExecuteSql = "sp_executesql";
    public const string PrepareStatement = "sp_prepare";
    public const string ExecutePrepared = "sp_execute";
    public const string PrepareAndExecute = "sp_prepexec";
    public const string Unprepare = "sp_unprepare";
    public const string ResetConnection = "sp_reset_connection";

    private readonly IReadOnlyList<BatchParameter> _wire;
    private readonly Action<RpcCall, SessionState, IResultSink, CancellationToken> _run;
    private readonly IReadOnlyList<BatchParameter> _parameters;

    private RpcCall(
        string text,
        IReadOnlyList<BatchParameter> wire,
        IReadOnlyList<BatchParameter> parameters,
        Action<RpcCall, SessionState, IResultSink, CancellationToken> run)
    {
        Text = text;
        _wire = wire;
        _parameters = parameters;
        _run = run;
    }

    public override RequestKind Kind => RequestKind.Rpc;

    public override string Text { get; }

    public override int ParameterCount => _parameters.Count;

    /// <exception cref="TSqlException">The parameters do not match the procedure.</exception>
    public static RpcCall Create(string procedure, IReadOnlyList<BatchParameter> wire, SessionState state)
    {
        switch (procedure.ToLowerInvariant().Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.')[^1])
        {
            case ExecuteSql:
                {
                    PreparedStatement statement = new(TextAt(wire, 0), Names(wire, 1));
                    return new(statement.Text, wire, Bind(wire, 2, statement.ParameterNames), Execute);
                }

            case PrepareStatement:
                {
                    PreparedStatement statement = new(TextAt(wire, 2), Names(wire, 1));
                    return new(statement.Text, wire, [], (call, session, sink, _) => sink.OutputParameter(Handle(wire, session.Prepare(statement))));
                }

            case PrepareAndExecute:
                {
                    PreparedStatement statement = new(TextAt(wire, 2), Names(wire, 1));
                    return new(statement.Text, wire, Bind(wire, 3, statement.ParameterNames), (call, session, sink, cancel) =>
                    {
                        sink.OutputParameter(Handle(wire, session.Prepare(statement)));
                        Execute(call, session, sink, cancel);
                    });
                }

            case ExecutePrepared:
                {
                    int handle = HandleAt(wire);
                    PreparedStatement statement = state.Prepared.GetValueOrDefault(handle) ?? throw NoSuchHandle(handle);
                    return new(statement.Text, wire, Bind(wire, 1, statement.ParameterNames), Execute);
                }

            case Unprepare:
                {
                    int handle = HandleAt(wire);
                    return new(Unprepare, wire, [], (_, session, _, _) => _ = session.Prepared.Remove(handle) ? 0 : throw NoSuchHandle(handle));
                }

            case ResetConnection:
                return new(ResetConnection, wire, [], (_, session, _, _) => session.Reset());
            default:
                {
                    IReadOnlyList<BatchParameter> parameters = Bind(wire, 0, []);
                    string arguments = string.Join(", ", parameters.Select((one, i) =>
                        (wire[i].Name.Length > 0 ? $"{one.Name} = " : "") + one.Name + (one.Output ? " OUTPUT" : "")));
                    return new($"EXECUTE {procedure} {arguments}".TrimEnd(), wire, parameters, Execute);
                }
        }
    }

    public override void Prepare(ResponseSink response)
    {
        response.InProcedure = true;
        response.OrdinalOf = name => Math.Max(0, _wire.ToList().FindIndex(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)));
    }

    public override void Run(SessionState state, IResultSink sink, CancellationToken cancel) => _run(this, state, sink, cancel);

    public override void End(ResponseSink response, int errorNumber) => response.EndProcedure(errorNumber);

    private static void Execute(RpcCall call, SessionState state, IResultSink sink, CancellationToken cancel) =>
        state.Session.Execute(new SqlBatch(call.Text, call._parameters, Nested: true), sink, cancel);

    /// <summary>The parameters for the T-SQL. A parameter that was sent without a name gets the name that was declared in its place.</summary>
    private static List<BatchParameter> Bind(IReadOnlyList<BatchParameter> wire, int from, IReadOnlyList<string> names) =>
    [
        .. wire.Skip(from).Select((one, i) => one.Name.Length > 0 ? one : one with { Name = i < names.Count ? names[i] : $"@p{i + 1}" }),
    ];

    private static string TextAt(IReadOnlyList<BatchParameter> wire, int at) =>
        wire.Count > at && wire[at].Value is string text
            ? text
            : throw new TSqlException(214, "Procedure expects parameter '@statement' of type 'ntext/nchar/nvarchar'.");

    private static IReadOnlyList<string> Names(IReadOnlyList<BatchParameter> wire, int at) =>
        wire.Count > at && wire[at].Value is string declarations ? ParameterDeclarations.Names(declarations) : [];

    private static int HandleAt(IReadOnlyList<BatchParameter> wire) =>
        wire.Count > 0 && wire[0].Value is long handle
            ? (int)handle
            : throw new TSqlException(214, "Procedure expects parameter '@handle' of type 'int'.");

    private static BatchParameter Handle(IReadOnlyList<BatchParameter> wire, int handle) =>
        new(wire[0].Name, new SqlType(SqlTypeKind.Int), (long)handle, Output: true);

    private static TSqlException NoSuchHandle(int handle) => new(8179, $"Could not find prepared statement with handle {handle}.");
}
