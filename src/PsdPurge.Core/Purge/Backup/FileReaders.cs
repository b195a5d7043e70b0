using System.Security.AccessControl;
using System.Security.Principal;

namespace PsdPurge.Purge.Backup;

/// <summary>
/// Who besides its owner can read a file. Disks without rights of single files (FAT) and some shares take a file's rights at its creation without an error,
/// and do not keep them.
/// </summary>
internal static class FileReaders
{
    /// <summary>Them in words; null if there are none, or where nobody can tell.</summary>
    public static string? Others(FileStream file)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            UnixFileMode mode = File.GetUnixFileMode(file.SafeFileHandle);
            return (mode & OfOthers) == 0 ? null : $"other users (its mode is {Convert.ToString((int)mode, 8)})";
        }
#else
        // There, chmod fails if a disk does not keep what it sets.
        if (Environment.OSVersion.Platform == PlatformID.Unix)
        {
            return null;
        }
#endif
        return OnWindows(file);
    }

#if NET
    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
#endif
    private static string? OnWindows(FileStream file)
    {
        // Groups that nearly everybody is in, and not any other account: a file server may know the owner by another id.
        WellKnownSidType[] everybody =
        [
            WellKnownSidType.WorldSid, WellKnownSidType.AuthenticatedUserSid, WellKnownSidType.BuiltinUsersSid, WellKnownSidType.BuiltinGuestsSid,
            WellKnownSidType.AccountDomainUsersSid,
        ];
        AuthorizationRuleCollection rules;
        try
        {
            // A file without any list is one that everyone may do everything with, and so .NET says.
            rules = file.GetAccessControl().GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or NotSupportedException or InvalidOperationException or IOException)
        {
            return null;
        }

        return rules
            .Cast<FileSystemAccessRule>()
            .Where(rule => rule.AccessControlType == AccessControlType.Allow && (rule.FileSystemRights & FileSystemRights.ReadData) != 0)
            .Select(rule => (SecurityIdentifier)rule.IdentityReference)
            .FirstOrDefault(sid => everybody.Any(sid.IsWellKnown))?.Value;
    }
}
