using System.Text;
using SQLitePCL;

namespace PsdPurge.Lab.Engine;

/// <summary>Registers .NET functions with a connection. Arguments and results are null, long, double, string or byte[].</summary>
internal sealed class FunctionRegistry(NativeConnection connection)
{
    /// <summary>A function that gives NULL when its first argument is NULL.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">How many arguments it takes.</param>
    /// <param name="body">What it does.</param>
    /// <param name="fast">A way to do it without boxed values; false where it does not apply.</param>
    public void Strict(string name, int arguments, Func<object?[], object?> body,
        Func<sqlite3_context, sqlite3_value[], bool>? fast = null) =>
        Add(name, arguments, a => a[0] is null ? null : body(a), raw.SQLITE_DETERMINISTIC, fast);

    /// <summary>A function of its arguments alone, NULL or not.</summary>
    public void Pure(string name, int arguments, Func<object?[], object?> body) => Add(name, arguments, body, raw.SQLITE_DETERMINISTIC);

    /// <summary>A function whose result may differ from call to call.</summary>
    public void Impure(string name, int arguments, Func<object?[], object?> body) => Add(name, arguments, body, 0);

    public void Aggregate<TState>(string name, Func<TState> start, Func<TState, object?, TState> step, Func<TState, object?> end)
        where TState : class
    {
        raw.sqlite3_create_function(
            connection.Handle,
            name,
            1,
            raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC,
            null,
            (context, _, values) => Guard(context, () => context.state = step((TState?)context.state ?? start(), Read(values[0]))),
            (context, _) => Guard(context, () => Return(context, end((TState?)context.state ?? start()))));
    }

    private void Add(string name, int arguments, Func<object?[], object?> body, int flags,
        Func<sqlite3_context, sqlite3_value[], bool>? fast = null)
    {
        raw.sqlite3_create_function(connection.Handle, name, arguments, raw.SQLITE_UTF8 | flags, null, (context, _, values) =>
        {
            try
            {
                if (fast?.Invoke(context, values) == true)
                {
                    return;
                }

                object?[] read = new object?[values.Length];
                for (int i = 0; i < read.Length; i++)
                {
                    read[i] = Read(values[i]);
                }

                Return(context, body(read));
            }
            catch (Exception error)
            {
                Fail(context, error);
            }
        });
    }

    private void Guard(sqlite3_context context, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            Fail(context, error);
        }
    }

    /// <summary>No exception may cross SQLite's frames: it waits on the connection until the statement has failed.</summary>
    private void Fail(sqlite3_context context, Exception error)
    {
        connection.Pending ??= error;
        raw.sqlite3_result_error(context, "error in T-SQL function");
    }

    private static object? Read(sqlite3_value value) => raw.sqlite3_value_type(value) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_value_int64(value),
        raw.SQLITE_FLOAT => raw.sqlite3_value_double(value),
        raw.SQLITE_TEXT => Encoding.UTF8.GetString(raw.sqlite3_value_blob(value)),
        raw.SQLITE_BLOB => raw.sqlite3_value_blob(value).ToArray(),
        _ => null,
    };

    private static void Return(sqlite3_context context, object? value)
    {
        switch (value)
        {
            case null:
                raw.sqlite3_result_null(context);
                break;
            case long number:
                raw.sqlite3_result_int64(context, number);
                break;
            case int number:
                raw.sqlite3_result_int64(context, number);
                break;
            case bool flag:
                raw.sqlite3_result_int64(context, flag ? 1 : 0);
                break;
            case double number:
                raw.sqlite3_result_double(context, number);
                break;
            case string { Length: 0 }:
                raw.sqlite3_result_text(context, "");
                break;
            case string text:
                raw.sqlite3_result_text(context, Encoding.UTF8.GetBytes(text));
                break;
            case byte[] { Length: 0 }:
                raw.sqlite3_result_zeroblob(context, 0);
                break;
            case byte[] bytes:
                raw.sqlite3_result_blob(context, bytes);
                break;
            default:
                throw new InvalidOperationException($"A function returned {value.GetType()}.");
        }
    }
}
