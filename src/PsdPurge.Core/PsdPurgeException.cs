namespace PsdPurge;

/// <summary>The kinds of failure that a caller can tell apart. The cmdlets map each to a PowerShell error category.</summary>
public enum ErrorKind
{
    /// <summary>A Front-End does not answer, or the connection to it was lost.</summary>
    Unreachable,

    /// <summary>The login was refused.</summary>
    Authentication,

    /// <summary>The login has no right to do this.</summary>
    Permission,

    /// <summary>A pool, Front-End, endpoint, database or table does not exist.</summary>
    NotFound,

    /// <summary>The server did not answer in time.</summary>
    Timeout,

    /// <summary>Other sessions hold locks, or the server chose this session as a deadlock victim. Each retry met the same.</summary>
    Busy,

    /// <summary>A parameter's value cannot be used.</summary>
    InvalidArgument,

    /// <summary>Input (a file, piped objects) or the schema of a server is not what the module needs.</summary>
    InvalidData,

    /// <summary>A guard stopped the removal: the evidence does not allow deleting.</summary>
    Guard,

    /// <summary>The backup could not be written.</summary>
    Write,

    /// <summary>A required component is not installed or not loaded.</summary>
    NotInstalled,

    /// <summary>The server is in a state that does not end by waiting.</summary>
    InvalidState,

    /// <summary>Any other failure.</summary>
    Unspecified,
}

/// <summary>A failure that an administrator can act on. It has a stable id, a kind, a target, and a text whose last sentence is the remedy.</summary>
public sealed class PsdPurgeException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="errorId">One of <see cref="ErrorIds"/>.</param>
    /// <param name="kind">The kind of failure.</param>
    /// <param name="message">What happened, and as its last sentence what to do next.</param>
    /// <param name="target">The Front-End, pool or address concerned.</param>
    /// <param name="inner">The cause.</param>
    public PsdPurgeException(string errorId, ErrorKind kind, string message, object? target = null, Exception? inner = null)
        : base(message, inner)
    {
        ErrorId = errorId;
        Kind = kind;
        Target = target;
    }

    /// <summary>Short PascalCase id; stable across versions.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of failure.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The Front-End, pool or address concerned.</summary>
    public object? Target { get; }

    /// <summary>What the module can do about it without the administrator.</summary>
    public Recovery Recovery { get; init; }

    /// <summary>What to do next: the end of <see cref="Exception.Message"/>. Null if the message has no separate remedy.</summary>
    public string? Remedy { get; init; }

    /// <summary>The message without its remedy.</summary>
    internal string WhatHappened =>
        Remedy is not null && Message.EndsWith(Remedy, StringComparison.Ordinal) ? Message.Substring(0, Message.Length - Remedy.Length).TrimEnd() : Message;

    /// <summary>Whether the same work, or less of it, may succeed at the next attempt.</summary>
    internal bool MayBeRetried => Recovery is Recovery.RetryAsItIs or Recovery.RetrySmaller or Recovery.Reconnect;
}
