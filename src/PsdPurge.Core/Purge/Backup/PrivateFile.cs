using System.Security.AccessControl;
#if !NET
using System.Runtime.InteropServices;
using System.Security.Principal;
#endif

namespace PsdPurge.Purge.Backup;

/// <summary>Creates files that only their owner can read.</summary>
internal static class PrivateFile
{
    /// <summary>No buffer, because a buffered rest could neither be written nor cut off when the disk is full.</summary>
    private const int BufferSize = 1;

    /// <summary>Windows' limit for programs that do not ask for more, without the character that ends the text.</summary>
    private const int LongestPath = 259;

    /// <summary>Creates <c>folder/baseName.sql</c>, with a number after the name if the file exists.</summary>
    public static CreatedFile CreateNew(string folder, string baseName) => CreateNew(folder, baseName, FileReaders.Others);

    /// <summary>The same.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="baseName">Its name, without number and extension.</param>
    /// <param name="others">Tells who else can read a file, in words. Null for nobody.</param>
    /// <exception cref="IOException">Somebody else can read it. It was deleted again.</exception>
    internal static CreatedFile CreateNew(string folder, string baseName, Func<FileStream, string?> others)
    {
        Directory.CreateDirectory(folder);
        for (var number = 1; ; number++)
        {
            var path = Path.GetFullPath(Path.Combine(folder, number == 1 ? $"{baseName}.sql" : $"{baseName}_{number}.sql"));
            EnsureShort(path, Environment.OSVersion.Platform != PlatformID.Unix);
            if (!File.Exists(path) && TryCreate(path) is { } stream)
            {
                EnsurePrivate(path, stream, others);
                return new CreatedFile(path, stream);
            }
        }
    }

    /// <summary>Null if another run was faster.</summary>
    private static FileStream? TryCreate(string path)
    {
        try
        {
            return Create(path);
        }
        catch (InvalidOperationException exception)
        {
            // .NET throws this if Windows did not accept the rights.
            throw new IOException($"The rights of '{path}' cannot be restricted to its owner: {exception.Message}", exception);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static void EnsurePrivate(string path, FileStream stream, Func<FileStream, string?> others)
    {
        if (others(stream) is { } readers)
        {
            stream.Dispose();
            File.Delete(path);
            throw new IOException(
                $"The rights of '{path}' cannot be restricted to its owner: {readers} could read it. "
                    + "Its disk or share may not keep the rights of single files, as FAT does not. Name a folder on another one with -BackupPath.");
        }
    }

    /// <summary>PowerShell 7 could write a longer one, but nobody could put its rows back.</summary>
    internal static void EnsureShort(string path, bool isWindows)
    {
        if (isWindows && path.Length > LongestPath)
        {
            throw new PathTooLongException(
                $"Its path would have {path.Length} characters, and sqlcmd and Windows PowerShell take {LongestPath} at most.");
        }
    }

#if NET
    private static FileStream Create(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Read,
                BufferSize = BufferSize,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }

        return new FileInfo(path).Create(
            FileMode.CreateNew,
            FileSystemRights.Read | FileSystemRights.Write | FileSystemRights.Delete,
            FileShare.Read,
            BufferSize,
            FileOptions.None,
            OwnerOnly());
    }

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private static FileSecurity OwnerOnly()
    {
        FileSecurity security = new();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(
            System.Security.Principal.WindowsIdentity.GetCurrent().User!,
            FileSystemRights.FullControl,
            AccessControlType.Allow));
        return security;
    }
#else
    private static FileStream Create(string path)
    {
        if (Environment.OSVersion.Platform == PlatformID.Unix)
        {
            FileStream stream = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, BufferSize);
            if (ChangeMode(path, OwnerReadWrite) != 0)
            {
                stream.Dispose();
                File.Delete(path);
                throw new IOException($"The rights of '{path}' cannot be restricted to its owner.");
            }

            return stream;
        }

        FileSecurity security = new();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(WindowsIdentity.GetCurrent().User, FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileStream(
            path,
            FileMode.CreateNew,
            FileSystemRights.Read | FileSystemRights.Write | FileSystemRights.Delete,
            FileShare.Read,
            BufferSize,
            FileOptions.None,
            security);
    }

    private const int OwnerReadWrite = 0x180;

    [DllImport("libc", EntryPoint = "chmod", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true, SetLastError = true)]
    private static extern int ChangeMode(string path, int mode);
#endif
}
