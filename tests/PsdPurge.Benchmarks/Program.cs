using PsdPurge.Benchmarks;
using PsdPurge.Benchmarks.Servers;
using PsdPurge.Benchmarks.Suites;

return args switch
{
    ["serve", ..] => await ServeVerb.RunAsync(ServerRequest.Parse(args.AsSpan(1))),
    ["import", var path] => ImportSuite.Import(path),
    ["memory", ..] => MemorySuite.Measure(args[1..]),
    _ => BenchmarkCommand.Run(args),
};
