namespace PsdPurge;

/// <summary>What a run's Front-Ends together say of its profile.</summary>
public enum PoolVerdict
{
    /// <summary>A Front-End that holds entries does not prove the profile, or none could be read through it.</summary>
    Refused,

    /// <summary>Those that answered prove it, but some did not answer, or none of them holds entries.</summary>
    Incomplete,

    /// <summary>All answered, and every one that holds entries proves it.</summary>
    Agreed,
}
