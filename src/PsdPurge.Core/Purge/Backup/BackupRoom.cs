using System.Globalization;
using System.Runtime.InteropServices;

namespace PsdPurge.Purge.Backup;

/// <summary>
/// Whether the disk has room for what a run will delete. A disk that fills up during the run ends it, too. This check comes before the first row is deleted.
/// </summary>
internal static class BackupRoom
{
    /// <summary>A row's statements without its data are longer than this.</summary>
    private const int LeastPerEntry = 100;

    /// <summary>Throws where the backups cannot fit.</summary>
    /// <exception cref="PsdPurgeException"><c>BackupFailed</c></exception>
    public static void Ensure(string folder, IReadOnlyCollection<RemovalPlan> plans, Func<string, long?> freeAt)
    {
        var least = plans.Sum(Least);
        if (freeAt(folder) is { } free && free < least)
        {
            throw new PsdPurgeException(
                ErrorIds.BackupFailed,
                ErrorKind.Write,
                string.Format(
                    CultureInfo.InvariantCulture,
                    "The backups of this run take at least {0}, and '{1}' has {2} left. Nothing was deleted. Make room, "
                        + "choose another folder with -BackupPath, or delete less at once with -MaxEntries.",
                    ByteSize.Format(least),
                    folder,
                    ByteSize.Format(free)),
                folder);
        }
    }

    /// <summary>Bytes that this account may still write at a folder that need not exist yet; null if that cannot be told.</summary>
    public static long? FreeAt(string folder)
    {
        try
        {
            DirectoryInfo? there = new(folder);
            while (there is { Exists: false })
            {
                there = there.Parent;
            }

            return there is null ? null
                : Environment.OSVersion.Platform == PlatformID.Unix ? new DriveInfo(there.FullName).AvailableFreeSpace
                : GetDiskFreeSpaceEx(there.FullName, out var free, IntPtr.Zero, IntPtr.Zero) ? (long)Math.Min(free, long.MaxValue) : null;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException)
        {
            return null;
        }
    }

    /// <summary>A text of two bytes a character takes one in the script, everything else more than it has.</summary>
    private static long Least(RemovalPlan plan)
    {
        var entries = Math.Min(plan.Entries, plan.MaxEntries ?? long.MaxValue);
        return plan.Entries == 0 ? 0 : (long)(plan.Bytes / 2.0 * entries / plan.Entries) + (entries * LeastPerEntry);
    }

    [DllImport("kernel32.dll", EntryPoint = "GetDiskFreeSpaceExW", CharSet = CharSet.Unicode, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetDiskFreeSpaceEx(string directory, out ulong freeForCaller, IntPtr total, IntPtr free);
}
