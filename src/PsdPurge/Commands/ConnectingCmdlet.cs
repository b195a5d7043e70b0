using PsdPurge.Arguments;
using PsdPurge.Running;

namespace PsdPurge.Commands;

/// <summary>A cmdlet that connects to Front-Ends' SQL Server instances, with the parameters that say how.</summary>
public abstract class ConnectingCmdlet : PsdPurgeCmdlet
{
    private ConnectionSettings? _settings;

    /// <summary>The SQL Server instance on each Front-End. An empty text means the default instance.</summary>
    [Parameter]
    [AllowEmptyString]
    [ValidateNotNull]
    public string InstanceName { get; set; } = FrontEnd.DefaultInstanceName;

    /// <summary>A SQL Server login. Without it Windows authentication is used.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential Credential { get; set; } = PSCredential.Empty;

    /// <summary>How the connection is encrypted: Optional, Mandatory or Strict.</summary>
    [Parameter]
    [ValidateSet("Optional", "Mandatory", "Strict")]
    public string Encrypt { get; set; } = "Mandatory";

    /// <summary>Accept only a certificate that this computer trusts. RTCLOCAL's certificate is self-signed, unless somebody has replaced it.</summary>
    [Parameter]
    public SwitchParameter ValidateServerCertificate { get; set; }

    /// <summary>
    /// How long to wait for a connection. A number means seconds. 0 is not allowed, because the SQL client would wait forever. The maximum is 24 days, because
    /// sockets count in milliseconds.
    /// </summary>
    [Parameter]
    [Seconds(AllowsZero = false, Most = int.MaxValue / 1000)]
    public TimeSpan ConnectTimeout { get; set; } = ConnectionSettings.DefaultConnectTimeout;

    /// <summary>How long one statement may take. A number means seconds, and 0 means no limit.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan CommandTimeout { get; set; } = ConnectionSettings.DefaultCommandTimeout;

    /// <summary>How many Front-Ends to work on in parallel.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    private protected ConnectionSettings Settings => _settings ??= new ConnectionSettings
    {
        Credential = LoginArgument.Parse(Credential),
        Encrypt = Enum.TryParse<EncryptionMode>(Encrypt, ignoreCase: true, out var mode) ? mode : EncryptionMode.Mandatory,
        ValidateServerCertificate = ValidateServerCertificate,
        ConnectTimeout = ConnectTimeout,
        CommandTimeout = CommandTimeout,
    };

    /// <summary>Runs work on Front-Ends in the background, and writes its messages.</summary>
    private protected void RunOver(IReadOnlyList<FrontEnd> frontEnds, Func<PoolRun, RunQueue, CancellationToken, Task> work)
    {
        var (settings, throttleLimit) = (Settings, ThrottleLimit);
        Run((queue, token) => work(new PoolRun(frontEnds, settings, throttleLimit, queue), queue, token));
    }
}
