using System.Globalization;
using Microsoft.Data.SqlClient;
using PsdPurge.Lab.Scenarios;

namespace PsdPurge.Lab.Verbs;

/// <summary><c>deploy</c> puts the lab's tables and data on a real SQL Server.</summary>
internal static class DeployVerb
{
    public static int Run(CommandLine line, TextWriter output, TextWriter errors)
    {
        try
        {
            var target = new SqlClientTarget(line.Connection!);
            var existing = target.Existing();
            if (existing.Count > 0 && !line.Force)
            {
                errors.WriteLine($"The server already has {string.Join(" and ", existing)}, and nothing was changed. "
                    + "Add --force to drop what is there for good, or name another server.");
                return ExitCode.Failed;
            }

            foreach (var database in existing)
            {
                target.DropDatabase(database);
            }

            var scenario = line.Describe().Build();
            var index = line.FrontEnd - 1;
            ScenarioLoader.Lay(scenario, index, target);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Laid {scenario.FrontEnds[index].Fqdn} of {scenario.PoolFqdn}, schema {scenario.Schema}, indexes {scenario.Indexes}: "
                    + $"{scenario.Truth.EntryCount(index):N0} entries, of which {scenario.Truth.OrphanCount(index, PurgeScope.PoolEndpoints):N0} are orphans "
                    + $"of endpoints of the pool and {scenario.Truth.OrphanCount(index, PurgeScope.AllPoolEndpoints):N0} of endpoints of all pools."));
            return ExitCode.Ok;
        }
        catch (ArgumentException e)
        {
            errors.WriteLine($"--connection: {e.Message} See the documentation of SqlConnection.ConnectionString.");
            return ExitCode.BadArguments;
        }
        catch (SqlException e)
        {
            errors.WriteLine($"The server refused (error {e.Number}): {e.Message} Check the connection string and the login's rights (CREATE DATABASE).");
            return ExitCode.Failed;
        }
    }
}
