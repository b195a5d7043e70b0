using PsdPurge.Lab.Verbs;

try
{
    var line = CommandLine.Parse(args);
    return line.Verb switch
    {
        "help" => Say(CommandLine.Help),
        "serve" => await ServeVerb.RunAsync(line, Console.In, Console.Out),
        "deploy" => DeployVerb.Run(line, Console.Out, Console.Error),
        _ => await RunbookVerb.RunAsync(line, Console.Out),
    };
}
catch (UsageException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return ExitCode.BadArguments;
}

static int Say(string text)
{
    Console.WriteLine(text);
    return ExitCode.Ok;
}
