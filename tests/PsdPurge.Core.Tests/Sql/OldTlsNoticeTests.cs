using PsdPurge.Core.Tests.Purge;

namespace PsdPurge.Core.Tests.Sql;

/// <summary>
/// The client writes its warning of old TLS to the console. It must become a warning of the session, and other text on the console must stay there.
/// </summary>
public class OldTlsNoticeTests
{
    // The text of Microsoft.Data.SqlClient 7.1.1.
    private const string Text = "The negotiated TLS 1.0 is an insecure protocol and is supported for backward compatibility only. "
        + "The recommended protocol version is TLS 1.2 and later.";

    [Fact]
    public void The_warning_is_heard_and_everything_else_is_written()
    {
        using StringWriter console = new();
        TextWriter before = Console.Out;
        Console.SetOut(console);
        List<string> heard = [];
        try
        {
            TextWriter shown = Console.Out;
            OldTlsNotice.Listen(
                () =>
                {
                    Console.Out.WriteLine("Security Warning: " + Text);
                    Console.Out.WriteLine("one");
                    Console.Write('t');
                    Console.Write("wo");
                    Console.WriteLine();

                    // A line from another thread does not come from the client.
                    Thread other = new(() => Console.Out.WriteLine("Security Warning: mine"));
                    other.Start();
                    other.Join();
                },
                heard.Add);

            Assert.Same(shown, Console.Out);
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Equal([Text], heard);
        Assert.Equal(["one", "two", "Security Warning: mine"], console.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_failure_to_open_comes_through_and_leaves_the_console_as_it_was()
    {
        TextWriter before = Console.Out;

        Assert.Throws<TimeoutException>(() => OldTlsNotice.Listen(() => throw new TimeoutException(), _ => { }));
        Assert.Same(before, Console.Out);
    }

    [Fact]
    public void What_is_said_of_a_Front_End_is_said_once_a_run()
    {
        RecordingReporter reporter = new();
        PoolRun run = new([new FrontEnd("fe01")], new ConnectionSettings(), 8, reporter);
        run.Settings.Warn!("fe01: old");
        run.Settings.Warn!("fe01: old");
        run.Settings.Warn!("fe02: old");

        Assert.Equal(["fe01: old", "fe02: old"], reporter.Warnings);
    }
}
