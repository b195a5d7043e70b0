#if NET
using System.Text;

namespace PsdPurge.Sql;

/// <summary>
/// Microsoft.Data.SqlClient writes a warning about TLS 1.0 and 1.1 to the console for each connection, and bypasses every stream (SqlClientLogger.LogWarning of
/// 7.1.1, on the thread that opens). So while connections are opened, the console has a writer of this class, which takes that one line and passes everything
/// else on.
/// </summary>
internal static class OldTlsNotice
{
    private const string Begins = "Security Warning: ";
    private static readonly object Gate = new();
    private static int _listeners;
    private static TextWriter? _console;
    private static TextWriter? _ours;

    [ThreadStatic]
    private static Action<string>? _heard;

    /// <summary>Runs <paramref name="open"/> on this thread. The client's warnings go to <paramref name="heard"/>.</summary>
    public static void Listen(Action open, Action<string> heard)
    {
        Begin();
        _heard = heard;
        try
        {
            open();
        }
        finally
        {
            _heard = null;
            End();
        }
    }

    private static void Begin()
    {
        lock (Gate)
        {
            if (_listeners++ == 0)
            {
                _console = Console.Out;
                Console.SetOut(new Writer(_console));
                _ours = Console.Out;
            }
        }
    }

    private static void End()
    {
        lock (Gate)
        {
            // If somebody else has set another writer meanwhile, that one stays.
            if (--_listeners == 0 && ReferenceEquals(Console.Out, _ours))
            {
                Console.SetOut(_console!);
            }
        }
    }

    private sealed class Writer(TextWriter console) : TextWriter(console.FormatProvider)
    {
        public override Encoding Encoding => console.Encoding;

        public override void Write(char value) => console.Write(value);

        public override void Write(char[] buffer, int index, int count) => console.Write(buffer, index, count);

        public override void Write(string? value) => console.Write(value);

        public override void WriteLine(string? value)
        {
            if (_heard is { } heard && value?.StartsWith(Begins, StringComparison.Ordinal) == true)
            {
                heard(value.Substring(Begins.Length));
            }
            else
            {
                console.WriteLine(value);
            }
        }

        public override void Flush() => console.Flush();
    }
}
#endif
