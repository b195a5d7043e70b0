namespace PsdPurge;

/// <summary>The joint verdict of a run's Front-Ends on the profile.</summary>
public enum PoolVerdict
{
    /// <summary>A Front-End with entries does not prove the profile, or no entry could be read with it.</summary>
    Refused,

    /// <summary>Those that answered prove it, but some did not answer, or none of them has entries.</summary>
    Incomplete,

    /// <summary>All answered, and every Front-End with entries proves it.</summary>
    Agreed,
}
