namespace PsdPurge.Lab.Scenarios;

/// <summary>A table of database rtc between documents and what they name.</summary>
/// <param name="Script">T-SQL that makes it.</param>
/// <param name="Rows">What one Front-End's holds.</param>
/// <param name="KeysScript">T-SQL of the foreign keys that others have to it, for when all rows are there; empty if none is declared.</param>
public sealed record FurtherTable(string Script, Func<FrontEndData, TableRows> Rows, string KeysScript = "");
