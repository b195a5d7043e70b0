namespace PsdPurge.Purge.Backup;

/// <summary>A new file: its path and its stream.</summary>
/// <param name="Path">Full path. The stream does not know it: on Windows the stream of a file that is created with rights of its own calls itself
/// <c>[Unknown]</c>.</param>
/// <param name="Stream">Open for reading and writing.</param>
internal sealed record CreatedFile(string Path, FileStream Stream);
