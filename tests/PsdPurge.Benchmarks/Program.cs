using System.Diagnostics;
using PsdPurge.Benchmarks.Clients;
using PsdPurge.Benchmarks.Data;
using PsdPurge.Benchmarks.Servers;

if (args is ["serve", ..]) { return await ServeVerb.RunAsync(ServerRequest.Parse(args.AsSpan(1))); }
var rows = int.Parse(args[0]);
var w = Stopwatch.StartNew();
void Lap(string t) { Console.WriteLine($"{t}: {w.ElapsedMilliseconds} ms"); w.Restart(); }
using var server = BenchServer.Start(new(new(BenchShape.Orphans, rows)));
Lap("start");
using var session = new ModuleSession(); Lap("session");
_ = SentStatements.OfSelect; Lap("capture");
foreach (var r in SentStatements.OfSelect) Console.WriteLine($"{r.Kind} {r.ParameterCount} {r.Text}\n");
w.Restart();
for (int i = 0; i < 2; i++) {
Console.WriteLine(BareClient.Select(server.FrontEnds[0])); Lap("bare");
Console.WriteLine(session.Select(server.FrontEnds)); Lap("module");
Console.WriteLine(AdminScript.Run(session, server.FrontEnds)); Lap("admin");
}
if (args.Length > 1) { Console.WriteLine(session.Remove(server.FrontEnds, args[1])); Lap("remove"); }
return 0;
