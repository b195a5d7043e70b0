using System.Globalization;
using System.Text;

namespace PsdPurge.Purge.Backup;

/// <summary>
/// The backup of one Front-End and run: a T-SQL script. A transaction's rows are written and flushed to disk before it is committed. They are cut off again
/// only if the transaction was rolled back before a commit was sent. After that, nobody can be sure that the rows are still in the table.
/// </summary>
internal sealed class BackupFile : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly FileStream _stream;
    private readonly RestoreScript _script;
    private readonly FrontEnd _frontEnd;
    private StreamWriter _writer;
    private long _kept;
    private bool _hasRows;
    private bool _isPending;
    private bool _isTorn;
    private bool _isClosed;

    private BackupFile(CreatedFile file, FrontEnd frontEnd, RestoreScript script)
    {
        Path = file.Path;
        _stream = file.Stream;
        _frontEnd = frontEnd;
        _script = script;
        _writer = NewWriter();
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Creates the file with its header, readable by its owner only.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="session">The session whose rows it will contain.</param>
    /// <param name="endpoints">The endpoints whose entries are removed.</param>
    /// <param name="evidence">The evidence for the profile.</param>
    /// <param name="open">Creates the file.</param>
    /// <exception cref="PsdPurgeException"><c>BackupFailed</c>, <c>BackupUnsupportedType</c>.</exception>
    public static BackupFile Create(
        string folder, OrphanSession session, IReadOnlyCollection<string> endpoints, string? evidence, Func<string, string, CreatedFile> open)
    {
        RestoreScript script = new(session.Schema);
        BackupFile file = Guard(session.FrontEnd, folder, () => new BackupFile(open(folder, BaseName(session.FrontEnd)), session.FrontEnd, script));
        try
        {
            Guard(session.FrontEnd, folder, () =>
            {
                BackupHeader.Write(file._writer, file.Path, session.FrontEnd, session.Statements.Profile.Profile, evidence, endpoints);
                script.WriteStart(file._writer);
                file.FlushToDisk();
                file._kept = file._stream.Position;
                return true;
            });
        }
        catch
        {
            file.Complete();
            throw;
        }

        return file;
    }

    /// <summary>Adds the current row to the transaction's rows.</summary>
    public void Write(SqlDataReader row)
    {
        if (_isTorn)
        {
            Discard();
        }

        // Without Guard, which would make two objects for every row.
        _isPending = true;
        try
        {
            _script.WriteRow(_writer, row);
        }
        catch (Exception exception) when (IsWriteFailure(exception))
        {
            throw BackupFailed(_frontEnd, Path, exception);
        }
    }

    /// <summary>Ends the transaction's rows and puts them on the disk.</summary>
    public void Flush() => Guard(_frontEnd, Path, () =>
    {
        _script.WriteEnd(_writer);
        FlushToDisk();
        return true;
    });

    /// <summary>The transaction was committed.</summary>
    public void Keep()
    {
        _script.Keep();
        _hasRows |= _isPending;
        _isPending = false;
        _kept = _stream.Position;
    }

    /// <summary>
    /// A commit was sent and its answer was lost. The rows stay in the file, whatever the server says later: it is asked for one row only, and somebody else
    /// may have deleted that row or put it back. A comment says what is known. The script skips rows that are still in the table.
    /// </summary>
    public void KeepUncertain(CommitOutcome outcome)
    {
        if (!_isPending)
        {
            return;
        }

        if (outcome == CommitOutcome.LaterFoundNotCommitted)
        {
            // They are written again when they are deleted, and are the same copies then.
            _script.Discard();
        }

        Keep();
        try
        {
            _writer.WriteLine(RestoreScript.Comment(outcome));
            FlushToDisk();
            _kept = _stream.Position;
        }
        catch (Exception exception) when (IsWriteFailure(exception))
        {
            // The rows are on the disk, and only the comment is not. Half a comment must not swallow what comes next.
            _writer = NewWriter();
            _isTorn = true;
        }
    }

    /// <summary>The transaction was rolled back before a commit was sent: its rows are still in the table.</summary>
    public void Discard()
    {
        // What the writer still holds is to go nowhere, so it is left behind rather than flushed.
        _isPending = false;
        _writer = NewWriter();
        _script.Discard();
        Guard(_frontEnd, Path, () =>
        {
            _stream.SetLength(_kept);
            _stream.Position = _kept;
            _isTorn = false;
            return true;
        });
    }

    /// <summary>
    /// Closes the file, and deletes it if it has no rows. Rows of a transaction with an unknown outcome stay in it. This never fails: every deleted row is on
    /// the disk already, and the run's result must not be lost because a file cannot be closed.
    /// </summary>
    /// <returns>The path, or null if there was nothing to keep.</returns>
    public string? Complete()
    {
        try
        {
            Dispose();
            if (_hasRows || _isPending)
            {
                return Path;
            }

            File.Delete(Path);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Path;
        }
    }

    public void Dispose()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            _stream.Dispose();
        }
    }

    private static string BaseName(FrontEnd frontEnd)
    {
        var name = string.Join("_", new[] { "PsdPurge", frontEnd.Pool, frontEnd.ComputerName }.Where(part => !string.IsNullOrEmpty(part)));
        var safe = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        return safe + DateTime.UtcNow.ToString("_yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
    }

    private static T Guard<T>(FrontEnd frontEnd, string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (IsWriteFailure(exception))
        {
            throw BackupFailed(frontEnd, path, exception);
        }
    }

    private static bool IsWriteFailure(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;

    private static PsdPurgeException BackupFailed(FrontEnd frontEnd, string path, Exception exception) => new(
        ErrorIds.BackupFailed,
        ErrorKind.Write,
        $"{frontEnd.DataSource}: the backup '{path}' cannot be written: {exception.Message} No row was deleted without being in the backup. "
            + "Make room or choose another folder with -BackupPath, then run the command again.",
        frontEnd,
        exception);

    private StreamWriter NewWriter() => new(_stream, Utf8, 1 << 16, leaveOpen: true) { NewLine = "\r\n" };

    private void FlushToDisk()
    {
        _writer.Flush();
        _stream.Flush(flushToDisk: true);
    }
}
