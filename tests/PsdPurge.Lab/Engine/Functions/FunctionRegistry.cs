using System.Runtime.InteropServices;
using SQLitePCL;

namespace PsdPurge.Lab.Engine;

/// <summary>Registers .NET functions with a connection. Arguments and results are null, long, double, string or byte[].</summary>
internal sealed unsafe class FunctionRegistry(NativeConnection connection)
{
    /// <summary>Registers a function that returns NULL when its first argument is NULL.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">How many arguments it takes.</param>
    /// <param name="body">What it does.</param>
    /// <param name="fast">The same without boxed values. It returns false if it does not apply.</param>
    public void Strict(string name, int arguments, Func<object?[], object?> body, FastFunction? fast = null) =>
        Add(name, arguments, a => a[0] is null ? null : body(a), raw.SQLITE_DETERMINISTIC, fast);

    /// <summary>Registers a function whose result depends only on its arguments, which may be NULL.</summary>
    public void Pure(string name, int arguments, Func<object?[], object?> body, FastFunction? fast = null) =>
        Add(name, arguments, body, raw.SQLITE_DETERMINISTIC, fast);

    /// <summary>Registers a function whose result may differ from call to call.</summary>
    public void Impure(string name, int arguments, Func<object?[], object?> body) => Add(name, arguments, body, 0);

    /// <summary>Registers a function of all values of a group.</summary>
    public void Aggregate<TState>(string name, Func<TState> start, Func<TState, object?, TState> step, Func<TState, object?> end)
        where TState : class => Register(
            name,
            1,
            raw.SQLITE_DETERMINISTIC,
            new Function(connection) { Step = (state, value) => step((TState?)state ?? start(), value), End = state => end((TState?)state ?? start()) });

    private void Add(string name, int arguments, Func<object?[], object?> body, int flags, FastFunction? fast = null) =>
        Register(name, arguments, flags, new Function(connection) { Body = body, Fast = fast });

    private void Register(string name, int arguments, int flags, Function function)
    {
        nint argument = GCHandle.ToIntPtr(GCHandle.Alloc(function));
        nint handle = connection.Handle.DangerousGetHandle();
        _ = function.Step is null
            ? QuickCalls.CreateFunction(handle, name, arguments, raw.SQLITE_UTF8 | flags, argument, &Call, null, null, &Free)
            : QuickCalls.CreateFunction(handle, name, arguments, raw.SQLITE_UTF8 | flags, argument, null, &Step, &End, &Free);
    }

    [UnmanagedCallersOnly]
    private static void Call(nint context, int count, nint* arguments)
    {
        Function function = FunctionOf(context);
        NativeCall call = new(context, count, arguments);
        try
        {
            if (function.Fast?.Invoke(call) != true)
            {
                call.Return(function.Body!(call.ReadAll()));
            }
        }
        catch (Exception error)
        {
            Fail(function, call, error);
        }
    }

    [UnmanagedCallersOnly]
    private static void Step(nint context, int count, nint* arguments)
    {
        Function function = FunctionOf(context);
        NativeCall call = new(context, count, arguments);
        nint* state = QuickCalls.AggregateContext(context, sizeof(nint));
        try
        {
            if (*state == 0)
            {
                *state = GCHandle.ToIntPtr(GCHandle.Alloc(null));
            }

            GCHandle handle = GCHandle.FromIntPtr(*state);
            handle.Target = function.Step!(handle.Target, call.ReadAll()[0]);
        }
        catch (Exception error)
        {
            Fail(function, call, error);
        }
    }

    [UnmanagedCallersOnly]
    private static void End(nint context)
    {
        Function function = FunctionOf(context);
        NativeCall call = new(context, 0, null);
        nint* state = QuickCalls.AggregateContext(context, 0);
        try
        {
            // A group without rows has no state. SQLite also ends the groups of a statement that failed.
            call.Return(function.End!(state is null || *state == 0 ? null : GCHandle.FromIntPtr(*state).Target));
        }
        catch (Exception error)
        {
            Fail(function, call, error);
        }
        finally
        {
            if (state is not null && *state != 0)
            {
                GCHandle.FromIntPtr(*state).Free();
            }
        }
    }

    [UnmanagedCallersOnly]
    private static void Free(nint function) => GCHandle.FromIntPtr(function).Free();

    private static Function FunctionOf(nint context) => (Function)GCHandle.FromIntPtr(QuickCalls.UserData(context)).Target!;

    /// <summary>Keeps an exception on the connection until the statement has failed. No exception may cross SQLite's frames.</summary>
    private static void Fail(Function function, NativeCall call, Exception error)
    {
        function.Connection.Pending ??= error;
        call.Fail();
    }

    private sealed record Function(NativeConnection Connection)
    {
        public Func<object?[], object?>? Body { get; init; }

        public FastFunction? Fast { get; init; }

        public Func<object?, object?, object?>? Step { get; init; }

        public Func<object?, object?>? End { get; init; }
    }
}
