namespace PsdPurge.Lab.Scenarios;

/// <summary>An owner of conferences.</summary>
public sealed class Organizer
{
    /// <summary>Its number in the scenario, from 0. -1 for an organizer who is in no Resource table.</summary>
    public required int Index { get; init; }

    /// <summary>The address in the spelling of Resource.UserAtHost: <c>user@host</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The address in the spelling of Active Directory. It may differ from <see cref="Address"/> in case.</summary>
    public required string DirectoryAddress { get; init; }

    /// <summary>Whether it is a trusted application endpoint. Otherwise it is an ordinary user, whose entries must never be touched.</summary>
    public required bool IsEndpoint { get; init; }

    /// <summary>The FQDN of its home pool.</summary>
    public required string HomePool { get; init; }

    /// <summary>The short name of the application that owns the endpoint.</summary>
    public string Application { get; init; } = "helpdesk";

    /// <inheritdoc/>
    public override string ToString() => Address;
}
