using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Security;
using Microsoft.Data.SqlClient;

// Usage: <order: theirs-first | ours-first | ours-alone> <manifest> <computer> <instance> <login> <password>
// Prints the count of each client, and each loaded version with its context. Exits with 0 if both clients work.
// With ours-alone, it prints the count of our client, or the id of its error.
if (args is not [var order, var manifest, var computer, var instance, var login, var password])
{
    return 2;
}

using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
runspace.Open();
if (order == "ours-alone")
{
    try
    {
        Console.WriteLine($"ours {Ours("Import-Module $Manifest")}");
    }
    catch (RuntimeException failure)
    {
        Console.WriteLine($"error {failure.ErrorRecord.FullyQualifiedErrorId}: {failure.Message}");
    }

    return 0;
}

if (order == "theirs-first")
{
    Console.WriteLine($"theirs {Theirs()}");
    Console.WriteLine($"ours {Ours("Import-Module $Manifest")}");
}
else
{
    Console.WriteLine($"ours {Ours("Import-Module $Manifest")}");
    Console.WriteLine($"theirs {Theirs()}");
}

Console.WriteLine($"ours {Ours("Import-Module $Manifest -Force")}");
Console.WriteLine($"ours {Ours("Remove-Module PsdPurge; Import-Module $Manifest")}");
Console.WriteLine($"theirs {Theirs()}");
foreach (var context in AssemblyLoadContext.All)
{
    foreach (var assembly in context.Assemblies.Where(assembly => assembly.GetName().Name == "Microsoft.Data.SqlClient"))
    {
        Console.WriteLine($"{context.Name} {assembly.GetName().Version!.ToString(3)}");
    }
}

return 0;

// This is not inlined, so that the client is loaded when it is first called, and not before.
[MethodImpl(MethodImplOptions.NoInlining)]
int Theirs()
{
    var settings = new SqlConnectionStringBuilder
    {
        DataSource = $@"{computer}\{instance}",
        InitialCatalog = "rtc",
        UserID = login,
        Password = password,
        TrustServerCertificate = true,
    };
    using var connection = new SqlConnection(settings.ConnectionString);
    connection.Open();
    using var command = new SqlCommand(
        "SELECT COUNT(*) FROM dbo.PersistedServiceData AS psd WITH (NOLOCK) INNER JOIN dbo.Document AS d WITH (NOLOCK) ON psd.DocId = d.DocId", connection);
    return (int)command.ExecuteScalar();
}

object Ours(string import)
{
    var secret = new SecureString();
    foreach (var character in password)
    {
        secret.AppendChar(character);
    }

    using var shell = PowerShell.Create(runspace);
    shell.AddScript($"param($Manifest, $Computer, $Instance, $Credential) {import} -ErrorAction Stop; "
        + "(Get-PsdEntryCount -ComputerName $Computer -InstanceName $Instance -Credential $Credential -ErrorAction Stop).EntryCount");
    shell.AddParameters(new object[] { manifest, computer, instance, new PSCredential(login, secret) });
    return shell.Invoke().Single().BaseObject;
}
