using System.Diagnostics;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab.Tests.Clients;

/// <summary>Tests with a client that is not Microsoft's: tsql of FreeTDS, in its own process.</summary>
public class FreeTdsTests
{
    /// <summary>The count of KB 3167232, step 1, as the article prints it.</summary>
    private const string Count =
        "select count(*) from [rtc].[dbo].[PersistedServiceData] psd with (nolock) inner join [rtc].[dbo].[Document] d with (nolock) on psd.DocId = d.DocId";

    [FreeTdsFact]
    public async Task Tsql_counts_the_entries_of_a_Front_End()
    {
        await using LabPool pool = await LabPool.StartAsync(Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").Orphans(21).LiveConferences(13).Build());
        LabFrontEnd frontEnd = pool.FrontEnds[0];
        var output = await RunAsync(frontEnd, frontEnd.Password);
        Assert.Contains("\n34\n", output, StringComparison.Ordinal);
    }

    [FreeTdsFact]
    public async Task Tsql_is_refused_with_18456_where_the_password_is_wrong()
    {
        await using LabPool pool = await LabPool.StartAsync(Scenario.Pool().FrontEnds(1).Endpoint("app@contoso.com").Orphans(1).Build());
        Assert.Contains("Msg 18456", await RunAsync(pool.FrontEnds[0], "wrong"), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(LabFrontEnd frontEnd, string password)
    {
        ProcessStartInfo start = new(FreeTdsFactAttribute.Program!)
        {
            ArgumentList = { "-o", "q", "-H", frontEnd.ComputerName, "-p", $"{frontEnd.Port}", "-U", frontEnd.Login, "-P", password },
            Environment = { ["TDSVER"] = "7.4" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process tsql = Process.Start(start)!;
        await tsql.StandardInput.WriteAsync(Count + "\ngo\nexit\n");
        tsql.StandardInput.Close();
        var texts = await Task.WhenAll(tsql.StandardOutput.ReadToEndAsync(), tsql.StandardError.ReadToEndAsync());
        await tsql.WaitForExitAsync();
        return string.Concat(texts);
    }
}

/// <summary>A test that needs FreeTDS's tsql (Debian: freetds-bin). It is skipped with that reason if tsql is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FreeTdsFactAttribute : FactAttribute
{
    public FreeTdsFactAttribute() => Skip = Program is null ? "tsql is not installed (Debian: freetds-bin)." : null;

    /// <summary>The path of tsql, or null.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "tsql"))
        .FirstOrDefault(File.Exists);
}
