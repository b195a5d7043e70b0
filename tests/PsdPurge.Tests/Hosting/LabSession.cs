using System.Security;
using PsdPurge.Lab;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Tests.Hosting;

/// <summary>A lab pool, and a session with the module and the stand-in Cs cmdlets, as on a Front-End of that pool.</summary>
internal sealed class LabSession : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psdpurge-tests-");

    private LabSession(LabPool pool, CsForm form, (string Name, Type Type)[] cmdlets)
    {
        Pool = pool;
        Host = new ModuleHost("", cmdlets);
        Host.ImportCs(form, pool.TopologyFile);
        Host.Must(
            """
            param($Credential, $Backup, $Profiles)
            $global:PSDefaultParameterValues['*-*Psd*:ConnectTimeout'] = 15
            $global:PSDefaultParameterValues['*-*Psd*:Credential'] = $Credential
            $global:PSDefaultParameterValues['Wait-PoolReplicationReady:Credential'] = $Credential
            $global:PSDefaultParameterValues['Remove-AppEndpointPsdEntries:BackupPath'] = $Backup
            $global:PSDefaultParameterValues['*-AppEndpointPsdEntries:ProfileFolder'] = $Profiles
            """,
            Login(pool),
            BackupFolder,
            ProfileFolder);
        if (pool.Scenario.Schema == SchemaVariant.OwnerColumn)
        {
            Remember(OwnerColumn, [pool.PoolFqdn, .. pool.FrontEnds.Select(frontEnd => $@"{frontEnd.ComputerName}\RTCLOCAL")]);
        }
    }

    public LabPool Pool { get; }

    public ModuleHost Host { get; }

    public string BackupFolder => _folder.FullName;

    /// <summary>The folder of remembered profiles. A session begins with the profile of a pool with owner columns, as on any day but the first.</summary>
    public string ProfileFolder => _folder.FullName + ".profiles";

    /// <summary>The two links of owner-column, in the notation of a profile's file.</summary>
    public const string OwnerColumn =
        """
            Organizer = @{ Table = 'Document'; Column = 'OwnerId'; PointsTo = 'ResourceId' }
            Conference = @{ Table = 'Document'; Column = 'ExternalConfId'; PointsTo = 'ExternalConfId' }
        """;

    /// <summary>The Front-Ends, as a PowerShell list.</summary>
    public string Computers => string.Join(", ", Pool.FrontEnds.Select(frontEnd => $"'{frontEnd.ComputerName}'"));

    /// <summary>Starts a small pool with every situation, or the described pool.</summary>
    public static async Task<LabSession> StartAsync(
        Scenario? scenario = null, LabPoolOptions? options = null, CsForm form = CsForm.Cmdlets, params (string Name, Type Type)[] cmdlets) =>
        new(await LabPool.StartAsync(scenario ?? StandardScenario.Describe(300).Build(), options), form, cmdlets);

    /// <summary>The login that a pool's Front-Ends accept.</summary>
    public static PSCredential Login(LabPool pool)
    {
        var password = new SecureString();
        foreach (var character in pool.FrontEnds[0].Password)
        {
            password.AppendChar(character);
        }

        return new PSCredential(pool.FrontEnds[0].Login, password);
    }

    /// <summary>The computer name and the number of orphans of each Front-End, in order.</summary>
    public IEnumerable<(string? FrontEnd, long Orphans)> Orphans(PurgeScope scope) =>
        Pool.FrontEnds.Select(frontEnd => ((string?)frontEnd.ComputerName, Pool.Truth.OrphanCount(frontEnd.Index, scope)));

    /// <summary>A result's objects in the order of the Front-Ends. They arrive in the order in which Front-Ends finish.</summary>
    public IEnumerable<PSObject> InOrder(RunResult result) =>
        result.Output.OrderBy(item => Pool.FrontEnds.Single(frontEnd => frontEnd.ComputerName == (string)item.Properties["FrontEnd"].Value).Index);

    /// <summary>Deletes all remembered profiles, as on the first day.</summary>
    public void Forget()
    {
        if (Directory.Exists(ProfileFolder))
        {
            Directory.Delete(ProfileFolder, recursive: true);
        }
    }

    /// <summary>Remembers a profile for pools and servers.</summary>
    public void Remember(string links, params IEnumerable<string> keys)
    {
        Directory.CreateDirectory(ProfileFolder);
        foreach (var key in keys.Select(key => key.ToLowerInvariant()))
        {
            File.WriteAllText(Path.Combine(ProfileFolder, key.Replace('\\', '_') + ".psd1"), $"@{{\n    Name = '{key}'\n{links}\n}}\n");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Host.Dispose();
        await Pool.DisposeAsync();
        _folder.Delete(recursive: true);
        Forget();
    }
}
