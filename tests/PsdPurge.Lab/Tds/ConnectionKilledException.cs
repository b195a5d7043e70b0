namespace PsdPurge.Lab.Tds;

/// <summary>The lab itself broke a connection off. Passes through the engine like any failure to send.</summary>
internal sealed class ConnectionKilledException() : IOException("The lab broke the connection off.");
