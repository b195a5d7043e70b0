using Microsoft.Data.SqlClient;
using PsdPurge.Benchmarks.Servers;

namespace PsdPurge.Benchmarks.Clients;

/// <summary>The script that an administrator would write for the same task.</summary>
internal static class AdminScript
{
    private const string Select =
        """
        param($connections, $sql)
        $(foreach ($connection in $connections) {
            $organizers = [System.Data.DataTable]::new()
            $null = [Microsoft.Data.SqlClient.SqlDataAdapter]::new('SELECT ResourceId, UserAtHost FROM #Organizer', $connection).Fill($organizers)
            $addresses = @{}
            foreach ($organizer in $organizers.Rows) {
                $addresses["$($organizer.ResourceId)"] = $organizer.UserAtHost
            }

            $command = $connection.CreateCommand()
            $command.CommandText = $sql
            $command.CommandTimeout = 0
            $adapter = [Microsoft.Data.SqlClient.SqlDataAdapter]::new($command)
            $table = [System.Data.DataTable]::new()
            $null = $adapter.Fill($table)
            foreach ($row in $table.Rows) {
                [pscustomobject]@{
                    FrontEnd     = $connection.DataSource
                    SipAddress   = $addresses[$row.OrganizerId]
                    ConferenceId = $row.ConferenceId
                    DocId        = $row.DocId
                    Entries      = $row.Entries
                    Bytes        = $row.Bytes
                }
            }
        }) | Measure-Rows
        """;

    /// <summary>Selects on Front-Ends, one after another, with the module's own statement. Returns the number of documents.</summary>
    public static long Run(ModuleSession session, IReadOnlyList<ServedFrontEnd> frontEnds)
    {
        List<SqlConnection> connections = [.. frontEnds.Select(BareClient.OpenForSelect)];
        try
        {
            return session.Run(Select, connections, SentStatements.OfSelect[^1].Text);
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }
}
