namespace PsdPurge;

/// <summary>
/// What the module can do about a failure without the administrator. Code that handles a failure decides by this value, and never by the id or the text.
/// </summary>
public enum Recovery
{
    /// <summary>Nothing. The work on this Front-End ends, and the others go on.</summary>
    StopFrontEnd,

    /// <summary>Nothing. The failure means that the pool's other Front-Ends must not be changed either.</summary>
    StopPool,

    /// <summary>The same work may succeed in a moment.</summary>
    RetryAsItIs,

    /// <summary>A smaller part of the work may succeed in a moment.</summary>
    RetrySmaller,

    /// <summary>The session is lost. A new session finds out what became of the work, and goes on with smaller parts.</summary>
    Reconnect,

    /// <summary>If the Front-End has never answered, nothing. If it has, it may be restarting, so a few attempts for a new session follow.</summary>
    ReconnectIfItAnsweredBefore,
}
