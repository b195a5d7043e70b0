using System.Text;

namespace PsdPurge.Lab.Engine;

/// <summary>Does a function's work on SQLite's own values, without objects. Returns false if that does not apply.</summary>
internal delegate bool FastFunction(NativeCall call);

/// <summary>One call of a function: its arguments, and where its result goes.</summary>
internal readonly unsafe ref struct NativeCall(nint context, int count, nint* arguments)
{
    private const int Integer = 1;
    private const int Real = 2;
    private const int Characters = 3;
    private const int Binary = 4;

    /// <summary>All arguments as null, long, double, string or byte[].</summary>
    public object?[] ReadAll()
    {
        object?[] values = new object?[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Read(i);
        }

        return values;
    }

    /// <summary>Reads a text in UTF-8.</summary>
    public bool TryText(int argument, out ReadOnlySpan<byte> text) => TryRead(argument, Characters, out text);

    /// <summary>Reads a text in which each byte is a character.</summary>
    public bool TryAscii(int argument, out ReadOnlySpan<byte> text) => TryText(argument, out text) && Ascii.IsValid(text);

    public bool TryBytes(int argument, out ReadOnlySpan<byte> bytes) => TryRead(argument, Binary, out bytes);

    public bool TryInteger(int argument, out long number)
    {
        bool isInteger = QuickCalls.ValueType(arguments[argument]) == Integer;
        number = isInteger ? QuickCalls.ValueInt64(arguments[argument]) : 0;
        return isInteger;
    }

    /// <summary>Returns an argument unchanged.</summary>
    public bool ReturnArgument(int argument)
    {
        QuickCalls.ResultValue(context, arguments[argument]);
        return true;
    }

    public bool Return(long number)
    {
        QuickCalls.ResultInt64(context, number);
        return true;
    }

    /// <summary>Returns a text in UTF-8. SQLite copies it.</summary>
    public bool ReturnText(ReadOnlySpan<byte> text)
    {
        byte empty = 0;
        fixed (byte* start = text)
        {
            QuickCalls.ResultText(context, start is null ? &empty : start, text.Length, QuickCalls.Copied);
        }

        return true;
    }

    /// <summary>Returns bytes. SQLite copies them.</summary>
    public bool ReturnBytes(ReadOnlySpan<byte> bytes)
    {
        byte empty = 0;
        fixed (byte* start = bytes)
        {
            QuickCalls.ResultBlob(context, start is null ? &empty : start, bytes.Length, QuickCalls.Copied);
        }

        return true;
    }

    public void Return(object? value)
    {
        switch (value)
        {
            case null:
                QuickCalls.ResultNull(context);
                break;
            case long number:
                Return(number);
                break;
            case int number:
                Return((long)number);
                break;
            case bool flag:
                Return(flag ? 1L : 0L);
                break;
            case double number:
                QuickCalls.ResultDouble(context, number);
                break;
            case string text:
                ReturnText(Encoding.UTF8.GetBytes(text));
                break;
            case byte[] bytes:
                ReturnBytes(bytes);
                break;
            default:
                throw new InvalidOperationException($"A function returned {value.GetType()}.");
        }
    }

    public void Fail() => QuickCalls.ResultError(context, "error in T-SQL function", -1);

    private object? Read(int argument) => QuickCalls.ValueType(arguments[argument]) switch
    {
        Integer => QuickCalls.ValueInt64(arguments[argument]),
        Real => QuickCalls.ValueDouble(arguments[argument]),
        Characters => Encoding.UTF8.GetString(QuickCalls.ValueBytes(arguments[argument])),
        Binary => QuickCalls.ValueBytes(arguments[argument]).ToArray(),
        _ => null,
    };

    private bool TryRead(int argument, int type, out ReadOnlySpan<byte> bytes)
    {
        bool fits = QuickCalls.ValueType(arguments[argument]) == type;
        bytes = fits ? QuickCalls.ValueBytes(arguments[argument]) : default;
        return fits;
    }
}
