using PsdPurge.Arguments;
using PsdPurge.Running;

namespace PsdPurge.Commands;

/// <summary>A cmdlet that connects to Front-Ends' SQL Server instances, with the parameters that say how.</summary>
public abstract class ConnectingCmdlet : PsdPurgeCmdlet
{
    private ConnectionSettings? _settings;

    /// <summary>The SQL Server instance on each Front-End; an empty text means its default instance.</summary>
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

    /// <summary>Accept only a certificate that this computer trusts. RTCLOCAL's certificate is self-signed unless it was replaced.</summary>
    [Parameter]
    public SwitchParameter ValidateServerCertificate { get; set; }

    /// <summary>
    /// How long to wait for a connection; a number means seconds. Not 0: the SQL client would wait for ever. Sockets count in milliseconds, up to 24 days.
    /// </summary>
    [Parameter]
    [Seconds(AllowsZero = false, Most = int.MaxValue / 1000)]
    public TimeSpan ConnectTimeout { get; set; } = ConnectionSettings.DefaultConnectTimeout;

    /// <summary>How long one statement may take; a number means seconds, 0 means without limit.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan CommandTimeout { get; set; } = ConnectionSettings.DefaultCommandTimeout;

    /// <summary>How many Front-Ends to work on at once.</summary>
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

    /// <summary>Runs work over Front-Ends in the background, and writes what it reports.</summary>
    private protected void RunOver(IReadOnlyList<FrontEnd> frontEnds, Func<PoolRun, RunQueue, CancellationToken, Task> work)
    {
        var (settings, throttleLimit) = (Settings, ThrottleLimit);
        Run((queue, token) => work(new PoolRun(frontEnds, settings, throttleLimit, queue), queue, token));
    }
}
