using System.Management.Automation.Language;

namespace PsdPurge.SkypeForBusiness;

/// <summary>
/// Finds the Skype for Business commands of the session. They may be cmdlets, functions, or functions that stand for another session's commands. Use it on the
/// pipeline thread.
/// </summary>
internal sealed class CsCommandFinder
{
    private const CommandTypes Callable = CommandTypes.Cmdlet | CommandTypes.Function;
    private readonly Dictionary<string, CsCommand?> _found = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first of these commands that the session has, or null.</summary>
    /// <exception cref="PsdPurgeException"><c>CsCommandAmbiguous</c></exception>
    public CsCommand? Find(params string[] names) => names.Select(FindOne).FirstOrDefault(command => command is not null);

    private CsCommand? FindOne(string name)
    {
        if (!_found.TryGetValue(name, out var command))
        {
            _found[name] = command = AsTyped(name) ?? WithPrefix(name);
        }

        return command;
    }

    /// <summary>The command that runs if you type its name.</summary>
    private static CsCommand? AsTyped(string name) => Look(name, Callable | CommandTypes.Alias) switch
    {
        [] or [AliasInfo { ResolvedCommand: null }, ..] => null,
        [AliasInfo alias, ..] => new CsCommand(name, name, name, alias.ResolvedCommand),
        [var info, ..] => new CsCommand(name, name, CallName(info), info),
    };

    /// <summary>The command of a module that was imported with <c>-Prefix</c>.</summary>
    private static CsCommand? WithPrefix(string name)
    {
        var dash = name.IndexOf('-');
        var imported = Look(name.Insert(dash + 1, "*"), Callable, onlyImported: true)
            .Where(info => info.ModuleName.Length > 0 && OriginalNames(info).Contains(name, StringComparer.OrdinalIgnoreCase))
            .GroupBy(info => info.Name, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.First())
            .ToList();
        return imported.Count switch
        {
            0 => null,
            1 => new CsCommand(name, imported[0].Name, CallName(imported[0]), imported[0]),
            _ => throw new PsdPurgeException(
                ErrorIds.CsCommandAmbiguous,
                ErrorKind.InvalidArgument,
                $"{name} is in this session under several names: "
                    + $"{string.Join(", ", imported.Select(info => info.Name).OrderBy(text => text, StringComparer.OrdinalIgnoreCase))}. "
                + "Remove the modules of the other deployments (Remove-Module), then run the command again.",
                name),
        };
    }

    /// <summary>The name with its module, if that means the same command.</summary>
    private static string CallName(CommandInfo info)
    {
        var qualified = $@"{info.ModuleName}\{info.Name}";
        return info.ModuleName.Length > 0 && Look(qualified, info.CommandType).Any(again => IsSame(info, again)) ? qualified : info.Name;
    }

    // An argument completer has no InvokeCommand of the session, so this does not use it.
    private static IReadOnlyList<CommandInfo> Look(string name, CommandTypes types, bool onlyImported = false)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return [.. shell.AddCommand(@"Microsoft.PowerShell.Core\Get-Command")
            .AddParameter("Name", name)
            .AddParameter("CommandType", types)
            .AddParameter("ListImported", new SwitchParameter(onlyImported))
            .AddParameter("ErrorAction", ActionPreference.Ignore)
            .Invoke<CommandInfo>()];
    }

    private static bool IsSame(CommandInfo one, CommandInfo other) => (one, other) switch
    {
        (FunctionInfo left, FunctionInfo right) => ReferenceEquals(left.ScriptBlock, right.ScriptBlock),
        (CmdletInfo left, CmdletInfo right) => left.ImplementingType == right.ImplementingType,
        _ => false,
    };

    // Only PowerShell knows the prefix. But a cmdlet's class and a function's source have the name without it. The help of a function that was generated for
    // another session's command names that command.
    private static IEnumerable<string> OriginalNames(CommandInfo info) => info switch
    {
        CmdletInfo cmdlet => cmdlet.ImplementingType.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>()
            .Select(attribute => $"{attribute.VerbName}-{attribute.NounName}"),
        FunctionInfo { ScriptBlock.Ast: FunctionDefinitionAst definition } =>
            [WithoutScope(definition.Name), definition.GetHelpContent()?.ForwardHelpTargetName ?? ""],
        FunctionInfo { ScriptBlock.Ast: ScriptBlockAst body } => [body.GetHelpContent()?.ForwardHelpTargetName ?? ""],
        _ => [],
    };

    private static string WithoutScope(string name) => name.Substring(name.IndexOf(':') + 1);
}
