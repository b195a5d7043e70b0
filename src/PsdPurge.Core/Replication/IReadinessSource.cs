namespace PsdPurge;

/// <summary>Asks a pool once whether its replicas are built.</summary>
public interface IReadinessSource
{
    /// <summary>Gets one answer. It may take long, because the real cmdlets block while replicas are built.</summary>
    Task<ReadinessAnswer> AskAsync(CancellationToken token);
}
