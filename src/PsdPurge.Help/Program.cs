using PsdPurge.Help;

// Called by the module's build: writes the help file that Get-Help reads from the pages of docs/cmdlets and the cmdlets' own attributes.
if (args is not [var pages, var assembly, var references, var output])
{
    Console.Error.WriteLine("Usage: PsdPurge.Help <folder of pages> <cmdlet assembly> <file that lists its references> <help file to write>");
    return 2;
}

try
{
    using var metadata = new CommandMetadata(assembly, File.ReadAllLines(references));
    var library = HelpLibrary.Read(pages);
    MamlWriter.Write(output, metadata.Commands.Select(command => (command, library.For(command.Name))));
    return 0;
}
catch (HelpPageException exception)
{
    // The form in which MSBuild recognises an error and editors jump to it.
    Console.Error.WriteLine($"{exception.File}({exception.Line}): error HELP: {exception.Message}");
    return 1;
}
