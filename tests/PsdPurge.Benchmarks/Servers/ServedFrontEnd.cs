namespace PsdPurge.Benchmarks.Servers;

/// <summary>How to connect to a Front-End.</summary>
/// <param name="ComputerName">For -ComputerName.</param>
/// <param name="InstanceName">For -InstanceName.</param>
/// <param name="ConnectionString">For other clients than the module.</param>
/// <param name="Login">A SQL login; empty for Windows authentication.</param>
/// <param name="Password">Its password.</param>
internal sealed record ServedFrontEnd(string ComputerName, string InstanceName, string ConnectionString, string Login, string Password);
