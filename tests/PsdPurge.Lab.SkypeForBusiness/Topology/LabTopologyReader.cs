using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>Finds and reads the topology. It uses no JSON library, because the module must load in Windows PowerShell 5.1 beside any other module.</summary>
internal static class LabTopologyReader
{
    /// <summary>The session variable. If it is not set, the environment variable counts. Either contains JSON or the path of a JSON file.</summary>
    public const string SessionVariable = "PsdPurgeLabTopology";

    /// <summary>See <see cref="SessionVariable"/>.</summary>
    public const string EnvironmentVariable = "PSDPURGE_LAB_TOPOLOGY";

    // A runspace that a cmdlet of this session opens has none of the session's variables. Wait-PoolReplicationReady opens one. An AsyncLocal flows into it.
    private static readonly AsyncLocal<string?> Ambient = new();

    /// <summary>Reads the topology that the session names.</summary>
    /// <exception cref="LabTopologyException">No topology is named, or it cannot be read.</exception>
    public static LabTopology Read(PSCmdlet cmdlet)
    {
        var value = cmdlet.GetVariableValue(SessionVariable);
        var named = value is null ? null : LanguagePrimitives.ConvertTo<string>(value);
        if (!string.IsNullOrWhiteSpace(named))
        {
            Ambient.Value = named;
            return Parse(named!.Trim());
        }

        named = Ambient.Value ?? Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (string.IsNullOrWhiteSpace(named))
        {
            throw new LabTopologyException(
                "LabTopologyMissing",
                $"No lab pool is known to this session. Set ${SessionVariable} or the environment variable {EnvironmentVariable} to the topology file that the "
                    + "lab's 'serve' names.");
        }

        return Parse(named!.Trim());
    }

    private static LabTopology Parse(string named)
    {
        var isJson = named.StartsWith("{", StringComparison.Ordinal);
        try
        {
            var bytes = Encoding.UTF8.GetBytes(isJson ? named : File.ReadAllText(named));
            using var stream = new MemoryStream(bytes);
            var topology = (LabTopology)new DataContractJsonSerializer(typeof(LabTopology)).ReadObject(stream)!;
            topology.Source = named;
            return topology;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LabTopologyException(
                "LabTopologyUnreadable", $"The lab's topology file '{named}' cannot be read: {e.Message} Start the lab and name its file.", e);
        }
        catch (SerializationException e)
        {
            throw new LabTopologyException(
                "LabTopologyInvalid", $"The lab's topology is not valid JSON: {e.Message} Compare it with what the lab's 'serve' writes.", e);
        }
    }
}

/// <summary>The cmdlets have no topology that they can use.</summary>
internal sealed class LabTopologyException(string id, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Id { get; } = id;
}
