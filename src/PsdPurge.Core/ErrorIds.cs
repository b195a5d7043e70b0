namespace PsdPurge;

/// <summary>The ids of all errors of the module. Each is stable across versions, and docs/errors.md says when it comes.</summary>
public static class ErrorIds
{
#pragma warning disable CS1591 // docs/errors.md describes each of them, and a test holds the two together.
    public const string AnonymousLogon = nameof(AnonymousLogon);
    public const string BackupFailed = nameof(BackupFailed);
    public const string BackupUnsupportedType = nameof(BackupUnsupportedType);
    public const string CertificateExpired = nameof(CertificateExpired);
    public const string CertificateNameMismatch = nameof(CertificateNameMismatch);
    public const string CertificateNotTrusted = nameof(CertificateNotTrusted);
    public const string CommandTimeout = nameof(CommandTimeout);
    public const string CommitOutcomeUnknown = nameof(CommitOutcomeUnknown);
    public const string CompatibilityLevelTooLow = nameof(CompatibilityLevelTooLow);
    public const string ConnectionLost = nameof(ConnectionLost);
    public const string CredentialNotSqlLogin = nameof(CredentialNotSqlLogin);
    public const string CsCmdletsNotLoaded = nameof(CsCmdletsNotLoaded);
    public const string CsCommandAmbiguous = nameof(CsCommandAmbiguous);
    public const string CsCommandFailed = nameof(CsCommandFailed);
    public const string DatabaseMissing = nameof(DatabaseMissing);
    public const string DatabaseReadOnly = nameof(DatabaseReadOnly);
    public const string DatabaseUnavailable = nameof(DatabaseUnavailable);
    public const string DeleteHasSideEffects = nameof(DeleteHasSideEffects);
    public const string EncryptionFailed = nameof(EncryptionFailed);
    public const string EncryptionNotSupported = nameof(EncryptionNotSupported);
    public const string EncryptStrictUnsupported = nameof(EncryptStrictUnsupported);
    public const string EndpointNotFound = nameof(EndpointNotFound);
    public const string FrontEndBusy = nameof(FrontEndBusy);
    public const string FrontEndNameInvalid = nameof(FrontEndNameInvalid);
    public const string FrontEndUnreachable = nameof(FrontEndUnreachable);
    public const string GlobalizationInvariant = nameof(GlobalizationInvariant);
    public const string HistoryInUse = nameof(HistoryInUse);
    public const string HistoryNotFound = nameof(HistoryNotFound);
    public const string HistoryNotReadable = nameof(HistoryNotReadable);
    public const string HistoryNotWritable = nameof(HistoryNotWritable);
    public const string InsufficientActiveFrontEnds = nameof(InsufficientActiveFrontEnds);
    public const string InvalidBackupPath = nameof(InvalidBackupPath);
    public const string InvalidHistory = nameof(InvalidHistory);
    public const string InvalidInputObject = nameof(InvalidInputObject);
    public const string InvalidPath = nameof(InvalidPath);
    public const string InvalidSipAddress = nameof(InvalidSipAddress);
    public const string LoginFailed = nameof(LoginFailed);
    public const string LoginLocked = nameof(LoginLocked);
    public const string MachineNotSupported = nameof(MachineNotSupported);
    public const string PasswordEmpty = nameof(PasswordEmpty);
    public const string PasswordExpired = nameof(PasswordExpired);
    public const string PermissionDenied = nameof(PermissionDenied);
    public const string PoolHasNoFrontEnds = nameof(PoolHasNoFrontEnds);
    public const string PoolMismatch = nameof(PoolMismatch);
    public const string PoolNotFound = nameof(PoolNotFound);
    public const string PoolTooOld = nameof(PoolTooOld);
    public const string ReplicaCheckIncomplete = nameof(ReplicaCheckIncomplete);
    public const string ReplicationTimeout = nameof(ReplicationTimeout);
    public const string ReportExists = nameof(ReportExists);
    public const string ReportNotWritable = nameof(ReportNotWritable);
    public const string SchemaAmbiguous = nameof(SchemaAmbiguous);
    public const string SchemaChanged = nameof(SchemaChanged);
    public const string SchemaContradicted = nameof(SchemaContradicted);
    public const string SchemaNotFound = nameof(SchemaNotFound);
    public const string SchemaNotProven = nameof(SchemaNotProven);
    public const string SchemaProfileChanged = nameof(SchemaProfileChanged);
    public const string SchemaProfileInvalid = nameof(SchemaProfileInvalid);
    public const string SchemaProfileNotFound = nameof(SchemaProfileNotFound);
    public const string SchemaProfileNotWritten = nameof(SchemaProfileNotWritten);
    public const string SchemaUnexpected = nameof(SchemaUnexpected);
    public const string ServerDamaged = nameof(ServerDamaged);
    public const string ServerFull = nameof(ServerFull);
    public const string ServerNotReady = nameof(ServerNotReady);
    public const string ServerOutOfMemory = nameof(ServerOutOfMemory);
    public const string ServerPaused = nameof(ServerPaused);
    public const string ServerSingleUser = nameof(ServerSingleUser);
    public const string SipAddressRequired = nameof(SipAddressRequired);
    public const string SqlError = nameof(SqlError);
    public const string TimesAmbiguous = nameof(TimesAmbiguous);
    public const string UnexpectedError = nameof(UnexpectedError);
    public const string WindowsAuthenticationFailed = nameof(WindowsAuthenticationFailed);
#pragma warning restore CS1591
}
