using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Scripts;

/// <summary>Calls the script with the old name as the article prints the command line, and as a browser or a word processor changes it.</summary>
public sealed class CopiedCommandLineTests : IClassFixture<CopiedCommandLineTests.Pool>, IDisposable
{
    private const string Name = "pool01.contoso.com";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-copied-");
    private readonly LabPool _pool;
    private readonly ModuleHost _host = new();

    public CopiedCommandLineTests(Pool pool)
    {
        _pool = pool.Started;
        _host.ImportCs(CsForm.Cmdlets, _pool.TopologyFile);
        _host.Must("param($Credential) $global:PSDefaultParameterValues['*-*Psd*:Credential'] = $Credential", LabSession.Login(_pool));
    }

    public void Dispose()
    {
        _host.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("-PoolName pool01.contoso.com -Command select")]
    [InlineData("-PoolName POOL01.contoso.com. -Command SELECT")]
    [InlineData("- PoolName pool01.contoso.com -Command select")]
    [InlineData("- PoolName pool01.contoso.com - Command Select")]
    [InlineData("-PoolName pool01.contoso.com - Command select")]
    [InlineData("\u2013PoolName pool01.contoso.com \u2013Command select")]
    [InlineData("\u2013 PoolName pool01.contoso.com \u2013 Command select")]
    [InlineData("\u2014 PoolName pool01.contoso.com \u2212Command select")]
    [InlineData("\u2212PoolName pool01.contoso.com \u2010Command select")]
    [InlineData("- PoolName '\u201Cpool01.contoso.com\u201D' -Command \"\u2018Select\u2019\"")]
    [InlineData("-Command select - PoolName pool01.contoso.com")]
    [InlineData("- Pool pool01.contoso.com -Command select")]
    [InlineData("pool01.contoso.com select")]
    public void It_is_understood(string arguments)
    {
        var result = Run(arguments + $" -OutputPath '{_folder.FullName}'");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Equal(0, ExitCode(result));
        Assert.Equal(
            _pool.FrontEnds.Select(frontEnd => $"psd_{Name}_{frontEnd.ComputerName}.csv").Order(),
            _folder.GetFiles().Select(file => file.Name).Order());
    }

    [Fact]
    public void What_was_read_is_printed_and_all_of_it_counts()
    {
        var before = _pool.Snapshot();
        var result = Run($"- PoolName {Name} - AllPoolEndpoints - Command Delete - BackupPath '{_folder.FullName}' - WhatIf");

        Assert.Equal([], result.Errors.Select(error => error.ToString()));
        Assert.Equal($"Read as: -PoolName {Name} -Command Delete -AllPoolEndpoints -BackupPath {_folder.FullName} -WhatIf", _host.Host.Lines.First());
        Assert.Equal(
            _pool.FrontEnds.Sum(frontEnd => _pool.Truth.OrphanCount(frontEnd.Index, PurgeScope.AllPoolEndpoints)),
            result.Output.Where(item => item.Properties["Candidates"] is not null).Sum(item => (long)item.Properties["Candidates"].Value));
        Assert.Empty(_pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
    }

    [Theory]
    [InlineData("- PoolName pool01.contoso.com -Command delete extra", "'extra' belongs to no parameter.")]
    [InlineData("pool01.contoso.com delete extra", "'extra' belongs to no parameter.")]
    [InlineData("- Pool Name pool01.contoso.com -Command delete", "'pool01.contoso.com' belongs to no parameter.")]
    [InlineData("- PoolName pool01.contoso.com -Command delete - Everything", "-Everything is no parameter of this script.")]
    [InlineData("- PoolName pool01.contoso.com -Command delete -", "The command line ends with a dash.")]
    [InlineData("- PoolName - Command delete", "Nothing stands behind -PoolName.")]
    [InlineData("- PoolName pool01.contoso.com -Command delete - PoolName pool02.contoso.com", "-PoolName is there twice.")]
    [InlineData("-PoolName pool02.contoso.com -Command delete - PoolName pool01.contoso.com", "-PoolName is there twice.")]
    [InlineData("-PoolName pool01.contoso.com -Command delete - AllPoolEndpoints:no", "-AllPoolEndpoints takes no value")]
    [InlineData("- PoolName pool01.contoso.com - Command purge", "-Command is 'purge'. Say select or delete.")]
    public void What_has_no_place_ends_it_and_nothing_is_done(string arguments, string message)
    {
        var before = _pool.Snapshot();
        var result = Run(arguments);

        Assert.Equal(2, ExitCode(result));
        Assert.Contains(_host.Host.Lines, line => line.StartsWith(message, StringComparison.Ordinal));
        Assert.Empty(_pool.VerifyAfterRemoval(before, PurgeScope.Endpoints()));
    }

    private static int ExitCode(RunResult result) => (int)result.Output[^1].Properties["ExitCode"].Value;

    private RunResult Run(string arguments) =>
        _host.Run(
            $"& '{Path.Combine(ModuleHost.ModuleFolder, "PurgeAppEndpointUserDataFromPSD.ps1")}' {arguments}; [pscustomobject]@{{ ExitCode = $LASTEXITCODE }}");

    /// <summary>One pool for all tests, because they remove nothing from it.</summary>
    public sealed class Pool : IAsyncLifetime
    {
        internal LabPool Started { get; private set; } = null!;

        public async Task InitializeAsync() => Started = await LabPool.StartAsync(StandardScenario.Describe(300).Build());

        public async Task DisposeAsync() => await Started.DisposeAsync();
    }
}
