// Each room may name the rooms below it without saying so; that nobody looks up is what the layering test is for.
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
