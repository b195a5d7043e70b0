namespace PsdPurge.Sql.Failures;

/// <summary>What a failure of the server, or on the way to it, means to an administrator.</summary>
/// <param name="ErrorId">One of <see cref="ErrorIds"/>.</param>
/// <param name="Kind">The kind of failure.</param>
/// <param name="Recovery">What can be done about it without the administrator.</param>
/// <param name="Remedy">What the administrator is to do: the last sentence of the message.</param>
internal sealed record FailureMeaning(string ErrorId, ErrorKind Kind, Recovery Recovery, string Remedy);
