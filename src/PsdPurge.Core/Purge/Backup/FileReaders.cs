using System.Security.AccessControl;
using System.Security.Principal;

namespace PsdPurge.Purge.Backup;

/// <summary>
/// Who besides its owner can read a file. Disks without rights for single files (FAT) and some shares accept a file's rights without an error, and do not
/// keep them.
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
        // Groups that contain nearly everybody. Other accounts do not count, because a file server may know the owner by another id.
        WellKnownSidType[] everybody =
        [
            WellKnownSidType.WorldSid, WellKnownSidType.AuthenticatedUserSid, WellKnownSidType.BuiltinUsersSid, WellKnownSidType.BuiltinGuestsSid,
            WellKnownSidType.AccountDomainUsersSid,
        ];
        AuthorizationRuleCollection rules;
        try
        {
            // On a file without an access control list, everyone may do everything. .NET reports it that way.
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
