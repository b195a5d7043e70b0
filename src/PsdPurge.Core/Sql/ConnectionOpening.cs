using System.Globalization;

namespace PsdPurge.Sql;

/// <summary>Opens connections to Front-Ends.</summary>
internal static class ConnectionOpening
{
    private const string Database = "rtc";

    /// <summary>The client refuses to work if .NET has no cultures.</summary>
    private static bool IsGlobalizationInvariant
    {
        get
        {
            try
            {
                return CultureInfo.GetCultureInfo("en-US").EnglishName == CultureInfo.InvariantCulture.EnglishName;
            }
            catch (CultureNotFoundException)
            {
                return true;
            }
        }
    }

    /// <exception cref="PsdPurgeException">The Front-End cannot be reached, or refuses.</exception>
    public static SqlConnection Open(FrontEnd frontEnd, ConnectionSettings settings, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        SqlConnection connection = Create(frontEnd, settings);

        // With OpenAsync and without a pool, the client would open only as many connections at once as there are processors.
        Task opening = DedicatedThread.Run(() => Open(connection, frontEnd, settings), CancellationToken.None);
        try
        {
            Task.WaitAny([opening], token);
            opening.GetAwaiter().GetResult();
            return connection;
        }
        catch (Exception exception)
        {
            // Opening cannot be stopped. If the token ended the wait, the connection is closed when opening ends.
            _ = opening.ContinueWith(ended => Close(ended, connection), TaskScheduler.Default);
            token.ThrowIfCancellationRequested();
            if (SqlFailure.IsServerFailure(exception))
            {
                throw SqlFailure.Translate(exception, frontEnd, "connecting", opening: true);
            }

            if (exception is NotSupportedException && IsGlobalizationInvariant)
            {
                throw new PsdPurgeException(
                    ErrorIds.GlobalizationInvariant,
                    ErrorKind.NotInstalled,
                    "The SQL client does not work if .NET has no cultures (globalization-invariant mode), as in this session. Install ICU (Debian: libicu), "
                        + "remove the environment variable DOTNET_SYSTEM_GLOBALIZATION_INVARIANT, and restart PowerShell.",
                    frontEnd,
                    exception);
            }

            throw;
        }
    }

    internal static string ConnectionString(FrontEnd frontEnd, ConnectionSettings settings)
    {
        SqlConnectionStringBuilder builder = new()
        {
            DataSource = frontEnd.DataSource,
            InitialCatalog = Database,
            IntegratedSecurity = settings.Credential is null,
            ApplicationName = "PsdPurge",
            ConnectTimeout = (int)Math.Ceiling(settings.ConnectTimeout.TotalSeconds),
            TrustServerCertificate = !settings.ValidateServerCertificate,
            Pooling = false,
            PersistSecurityInfo = false,
            Enlist = false,
            ConnectRetryCount = 0,
        };
#if NET
        builder.Encrypt = settings.Encrypt switch
        {
            EncryptionMode.Optional => SqlConnectionEncryptOption.Optional,
            EncryptionMode.Strict => SqlConnectionEncryptOption.Strict,
            _ => SqlConnectionEncryptOption.Mandatory,
        };
#else
        if (settings.Encrypt == EncryptionMode.Strict)
        {
            throw new PsdPurgeException(
                ErrorIds.EncryptStrictUnsupported,
                ErrorKind.InvalidArgument,
                "Windows PowerShell's SQL client does not know strict encryption (TDS 8.0). Use -Encrypt Mandatory, or PowerShell 7.",
                frontEnd);
        }

        builder.Encrypt = settings.Encrypt == EncryptionMode.Mandatory;
#endif
        return builder.ConnectionString;
    }

    /// <summary>An invalid name must not become connection string syntax, or a failure that ends the work on all other Front-Ends.</summary>
    private static SqlConnection Create(FrontEnd frontEnd, ConnectionSettings settings)
    {
        Exception? cause = null;
        if (!frontEnd.DataSource.Any(char.IsControl))
        {
            try
            {
                return new SqlConnection(ConnectionString(frontEnd, settings), settings.SqlCredential);
            }
            catch (ArgumentException exception)
            {
                cause = exception;
            }
        }

        throw new PsdPurgeException(
            ErrorIds.FrontEndNameInvalid,
            ErrorKind.InvalidArgument,
            $"'{string.Concat(frontEnd.DataSource.Select(c => char.IsControl(c) ? '?' : c))}' is not the name of a server. Give a computer's FQDN, "
                + "or host\\instance or host,port.",
            frontEnd,
            cause);
    }

    private static void Open(SqlConnection connection, FrontEnd frontEnd, ConnectionSettings settings)
    {
#if NET
        if (settings.Warn is { } warn)
        {
            OldTlsNotice.Listen(
                connection.Open,
                text => warn(
                    $"{frontEnd.DataSource}: {text} Ask the server's administrator to turn on TLS 1.2, which may take an update of SQL Server and Windows."));
            return;
        }

#endif
        connection.Open();
    }

    private static void Close(Task opening, SqlConnection connection)
    {
        _ = opening.Exception;
        connection.Dispose();
    }
}
