namespace PsdPurge.Lab.Tds;

/// <summary>The lab itself broke off a connection. The exception passes through the engine like any failure to send.</summary>
internal sealed class ConnectionKilledException() : IOException("The lab broke the connection off.");
