namespace PsdPurge.Running;

/// <summary>Turns failures into error records.</summary>
internal static class ErrorRecords
{
    private static readonly Dictionary<ErrorKind, ErrorCategory> Categories = new()
    {
        [ErrorKind.Unreachable] = ErrorCategory.ConnectionError,
        [ErrorKind.Authentication] = ErrorCategory.AuthenticationError,
        [ErrorKind.Permission] = ErrorCategory.PermissionDenied,
        [ErrorKind.NotFound] = ErrorCategory.ObjectNotFound,
        [ErrorKind.Timeout] = ErrorCategory.OperationTimeout,
        [ErrorKind.Busy] = ErrorCategory.ResourceBusy,
        [ErrorKind.InvalidArgument] = ErrorCategory.InvalidArgument,
        [ErrorKind.InvalidData] = ErrorCategory.InvalidData,
        [ErrorKind.Guard] = ErrorCategory.InvalidOperation,
        [ErrorKind.Write] = ErrorCategory.WriteError,
        [ErrorKind.NotInstalled] = ErrorCategory.NotInstalled,
        [ErrorKind.InvalidState] = ErrorCategory.ResourceUnavailable,
        [ErrorKind.Unspecified] = ErrorCategory.NotSpecified,
    };

    public static ErrorRecord From(PsdPurgeException failure) =>
        new(failure, failure.ErrorId, Categories[failure.Kind], failure.Target);

    /// <summary>The kind that belongs to <paramref name="category"/>.</summary>
    public static ErrorKind KindOf(ErrorCategory category) =>
        Categories.Where(pair => pair.Value == category).Select(pair => pair.Key).DefaultIfEmpty(ErrorKind.Unspecified).First();
}
