namespace PsdPurge.Diagnosis;

/// <summary>What one check came to, wherever it was made.</summary>
/// <param name="Check">Its name, one of <see cref="CheckNames"/>.</param>
/// <param name="Status">What it came to.</param>
/// <param name="Found">What was found.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="ErrorId">The error that the commands would end in.</param>
public sealed record CheckResult(string Check, CheckStatus Status, string Found, string? Advice = null, string? ErrorId = null)
{
    /// <summary>All is well.</summary>
    public static CheckResult Passed(string check, string found) => new(check, CheckStatus.Passed, found);

    /// <summary>Something to know.</summary>
    public static CheckResult Warning(string check, string found, string advice, string? errorId = null) =>
        new(check, CheckStatus.Warning, found, advice, errorId);

    /// <summary>A command would fail.</summary>
    public static CheckResult Failed(string check, string found, string advice, string? errorId = null) =>
        new(check, CheckStatus.Failed, found, advice, errorId);

    /// <summary>It could not be found out.</summary>
    public static CheckResult NotTested(string check, string why, string? advice = null) => new(check, CheckStatus.NotTested, why, advice);

    /// <summary>A failure as a check's result. What the login may not see was not tested, which is not to say that it is wrong.</summary>
    public static CheckResult Of(string check, PsdPurgeException failure) => new(
        check,
        failure.Kind == ErrorKind.Permission ? CheckStatus.NotTested : CheckStatus.Failed,
        failure.WhatHappened,
        failure.Remedy,
        failure.ErrorId);

    /// <summary>As the cmdlet writes it.</summary>
    public PoolCheck At(string? pool, string? frontEnd) => new()
    {
        Pool = pool,
        FrontEnd = frontEnd,
        Check = Check,
        Status = Status,
        Found = Found,
        Advice = Advice,
        ErrorId = ErrorId,
    };
}
