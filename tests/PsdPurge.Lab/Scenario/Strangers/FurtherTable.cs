namespace PsdPurge.Lab.Scenarios;

/// <summary>A table of database rtc between documents and what they name.</summary>
/// <param name="Script">T-SQL that makes it.</param>
/// <param name="Rows">Its rows on one Front-End.</param>
/// <param name="KeysScript">T-SQL of other tables' foreign keys to it, for use once all rows exist. Empty if none is declared.</param>
public sealed record FurtherTable(string Script, Func<FrontEndData, TableRows> Rows, string KeysScript = "");
