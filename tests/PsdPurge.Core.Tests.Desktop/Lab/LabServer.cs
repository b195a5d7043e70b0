using System.Diagnostics;
using System.Reflection;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

namespace PsdPurge.Core.Tests.Lab;

/// <summary>A lab pool in its own process, which ends with this object.</summary>
public sealed class LabServer : IDisposable
{
    private readonly Process _process;

    public LabServer()
    {
        var lab = typeof(LabServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Lab").Value!;
        _process = Process.Start(new ProcessStartInfo("dotnet", $"\"{lab}\" serve --entries 600")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The lab ended before it said where it is.");
        Description = Parse<LabDescription>(line);
        Endpoints = [.. Parse<LabTopology>(File.ReadAllText(Description.TopologyFile)).Endpoints.Select(endpoint => SipAddress.Parse(endpoint.Address))];
        FrontEnds = [.. Description.FrontEnds.Select(frontEnd => new FrontEnd(frontEnd.ComputerName, frontEnd.InstanceName, Description.Pool))];
    }

    /// <summary>The lab's output.</summary>
    public LabDescription Description { get; }

    /// <summary>All trusted application endpoints, of every pool.</summary>
    public IReadOnlyList<string> Endpoints { get; }

    /// <summary>Its Front-Ends, by computer and instance name.</summary>
    public IReadOnlyList<FrontEnd> FrontEnds { get; }

    /// <summary>Its login.</summary>
    public ConnectionSettings Settings => new() { Credential = new(Description.FrontEnds[0].Login, Description.FrontEnds[0].Password) };

    public void Dispose()
    {
        // The lab ends when its input ends.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static T Parse<T>(string json)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        return (T)new DataContractJsonSerializer(typeof(T)).ReadObject(stream)!;
    }
}

/// <summary>The line that the lab's verb serve writes.</summary>
[DataContract]
public sealed class LabDescription
{
    [DataMember(Name = "pool")]
    public string Pool { get; set; } = "";

    [DataMember(Name = "topologyFile")]
    public string TopologyFile { get; set; } = "";

    [DataMember(Name = "frontEnds")]
    public LabFrontEndDescription[] FrontEnds { get; set; } = [];
}

/// <summary>One of its Front-Ends.</summary>
[DataContract]
public sealed class LabFrontEndDescription
{
    [DataMember(Name = "computerName")]
    public string ComputerName { get; set; } = "";

    [DataMember(Name = "instanceName")]
    public string InstanceName { get; set; } = "";

    [DataMember(Name = "port")]
    public int Port { get; set; }

    [DataMember(Name = "login")]
    public string Login { get; set; } = "";

    [DataMember(Name = "password")]
    public string Password { get; set; } = "";

    [DataMember(Name = "entries")]
    public long Entries { get; set; }

    /// <summary>Entries of deleted conferences, of the endpoints of every pool.</summary>
    [DataMember(Name = "orphans")]
    public long Orphans { get; set; }
}

/// <summary>The parts of the lab's topology file that are needed here.</summary>
[DataContract]
internal sealed class LabTopology
{
    [DataMember(Name = "endpoints")]
    public LabEndpoint[] Endpoints { get; set; } = [];
}

/// <summary>An endpoint of the topology.</summary>
[DataContract]
internal sealed class LabEndpoint
{
    [DataMember(Name = "sipAddress")]
    public string Address { get; set; } = "";
}
