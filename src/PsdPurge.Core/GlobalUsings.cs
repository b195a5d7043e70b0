// Each room sees the rooms below it without a using. The layering test makes sure that none looks up.
global using PsdPurge.Diagnosis;
global using PsdPurge.Growth;
global using PsdPurge.History;
global using PsdPurge.Purge;
global using PsdPurge.Purge.Backup;
global using PsdPurge.Purge.CarriedIds;
global using PsdPurge.Purge.Statements;
global using PsdPurge.Report;
global using PsdPurge.Schema;
global using PsdPurge.Schema.Finding;
global using PsdPurge.Schema.Resolver;
global using PsdPurge.Schema.Statements;
global using PsdPurge.Sql;
global using PsdPurge.Sql.Failures;
