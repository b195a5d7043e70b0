namespace PsdPurge.Lab.Scenarios;

/// <summary>Who owns conferences.</summary>
public sealed class Organizer
{
    /// <summary>Its number in the scenario, from 0; -1 for one that no Resource table knows.</summary>
    public required int Index { get; init; }

    /// <summary>As Resource.UserAtHost spells it: <c>user@host</c>.</summary>
    public required string Address { get; init; }

    /// <summary>As Active Directory spells it; may differ from <see cref="Address"/> in case.</summary>
    public required string DirectoryAddress { get; init; }

    /// <summary>A trusted application endpoint; otherwise an ordinary user, whose entries are never to be touched.</summary>
    public required bool IsEndpoint { get; init; }

    /// <summary>FQDN of the pool where it is homed.</summary>
    public required string HomePool { get; init; }

    /// <summary>The short name of the application that owns the endpoint.</summary>
    public string Application { get; init; } = "helpdesk";

    /// <inheritdoc/>
    public override string ToString() => Address;
}
