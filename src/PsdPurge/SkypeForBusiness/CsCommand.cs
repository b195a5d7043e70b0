namespace PsdPurge.SkypeForBusiness;

/// <summary>
/// A Skype for Business command as this session has it. It is called by a name and never by its <see cref="CommandInfo"/>: PowerShell runs a function that it
/// is handed as an object outside of the function's module, where neither the module's variables nor its private functions are.
/// </summary>
/// <param name="Name">Its own name, such as <c>Get-CsPool</c>.</param>
/// <param name="SessionName">What this session calls it: the same, or with the prefix under which its module was imported, such as
/// <c>Get-WinCsPool</c>.</param>
/// <param name="CallName">What it is called by: with its module, so that no other module's command of the same name is meant.</param>
/// <param name="Definition">What that name stands for.</param>
internal sealed record CsCommand(string Name, string SessionName, string CallName, CommandInfo Definition);
