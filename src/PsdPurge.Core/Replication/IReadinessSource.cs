namespace PsdPurge;

/// <summary>Asks a pool once whether its replicas are built.</summary>
public interface IReadinessSource
{
    /// <summary>One answer. May take long: the real cmdlets block while replicas are being built.</summary>
    Task<ReadinessAnswer> AskAsync(CancellationToken token);
}
