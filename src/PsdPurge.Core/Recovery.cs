namespace PsdPurge;

/// <summary>What can be done about a failure without the administrator. Code that meets a failure decides by this, and never by its id or its text.</summary>
public enum Recovery
{
    /// <summary>Nothing: the work on this Front-End ends, the others go on.</summary>
    StopFrontEnd,

    /// <summary>Nothing, and what failed here says that the pool's other Front-Ends must not be touched either.</summary>
    StopPool,

    /// <summary>The same work may succeed in a moment.</summary>
    RetryAsItIs,

    /// <summary>Less work at once may succeed in a moment.</summary>
    RetrySmaller,

    /// <summary>The session is of no use any more: a new one, which asks what became of the work, and then less of it at once.</summary>
    Reconnect,

    /// <summary>
    /// A Front-End that has not answered yet is left alone; one that has may be on its way back, so it is asked for a new session a few times.
    /// </summary>
    ReconnectIfItAnsweredBefore,
}
