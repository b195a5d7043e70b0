namespace PsdPurge.Sql.Failures;

/// <summary>The meaning of a failure of the server, or of the connection to it, for an administrator.</summary>
/// <param name="ErrorId">One of <see cref="ErrorIds"/>.</param>
/// <param name="Kind">The kind of failure.</param>
/// <param name="Recovery">What can be done about it without the administrator.</param>
/// <param name="Remedy">What the administrator should do: the last sentence of the message.</param>
internal sealed record FailureMeaning(string ErrorId, ErrorKind Kind, Recovery Recovery, string Remedy);
