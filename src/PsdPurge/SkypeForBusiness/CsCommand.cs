namespace PsdPurge.SkypeForBusiness;

/// <summary>
/// A Skype for Business command of this session. It is called by name and never by its <see cref="CommandInfo"/>. PowerShell would run a function that is given
/// as an object outside of the function's module, without the module's variables and private functions.
/// </summary>
/// <param name="Name">Its own name, such as <c>Get-CsPool</c>.</param>
/// <param name="SessionName">Its name in this session: the same, or with the prefix under which its module was imported, such as
/// <c>Get-WinCsPool</c>.</param>
/// <param name="CallName">The name by which it is called. It includes the module, so that it does not mean another module's command.</param>
/// <param name="Definition">The command's definition.</param>
internal sealed record CsCommand(string Name, string SessionName, string CallName, CommandInfo Definition);
