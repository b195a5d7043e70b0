namespace PsdPurge.Diagnosis;

/// <summary>The result of one check, on whichever computer.</summary>
/// <param name="Check">The check's name, one of <see cref="CheckNames"/>.</param>
/// <param name="Status">Its outcome.</param>
/// <param name="Found">What was found.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="ErrorId">Id of the error with which the commands would end.</param>
public sealed record CheckResult(string Check, CheckStatus Status, string Found, string? Advice = null, string? ErrorId = null)
{
    /// <summary>A result without fault.</summary>
    public static CheckResult Passed(string check, string found) => new(check, CheckStatus.Passed, found);

    /// <summary>A result that deserves attention.</summary>
    public static CheckResult Warning(string check, string found, string advice, string? errorId = null) =>
        new(check, CheckStatus.Warning, found, advice, errorId);

    /// <summary>A result because of which a command would fail.</summary>
    public static CheckResult Failed(string check, string found, string advice, string? errorId = null) =>
        new(check, CheckStatus.Failed, found, advice, errorId);

    /// <summary>A result of a check that could not be made.</summary>
    public static CheckResult NotTested(string check, string why, string? advice = null) => new(check, CheckStatus.NotTested, why, advice);

    /// <summary>
    /// A failure as a check's result. If the login may not see something, the check was not made, which does not mean that anything is wrong.
    /// </summary>
    public static CheckResult Of(string check, PsdPurgeException failure) => new(
        check,
        failure.Kind == ErrorKind.Permission ? CheckStatus.NotTested : CheckStatus.Failed,
        failure.WhatHappened,
        failure.Remedy,
        failure.ErrorId);

    /// <summary>The result as the cmdlet writes it.</summary>
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
