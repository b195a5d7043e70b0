using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Commands;

/// <summary>
/// Reminds the administrator that conferences leave entries behind while EnableReliableConferenceDeletion is off. A failure here is only a verbose message.
/// </summary>
internal static class PreventionReminder
{
    private const string Command = "Get-CsConferencingPolicy";
    private const string Setting = "EnableReliableConferenceDeletion";
    private const int Named = 5;

    public static void Give(PsdPurgeCmdlet cmdlet, CsCommands commands)
    {
        if (commands.Find(Command) is not { } command)
        {
            return;
        }

        IReadOnlyList<string> off;
        try
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            off = [.. shell.AddCommand(command.CallName).Invoke()
                .Where(policy => string.Equals(policy?.Text(Setting), bool.FalseString, StringComparison.OrdinalIgnoreCase))
                .Select(policy => policy.Text("Identity") ?? "(unnamed)")];
        }
        catch (Exception exception) when (exception is RuntimeException and not PipelineStoppedException)
        {
            cmdlet.Log($"{command.SessionName} did not say whether {Setting} is on: {exception.Message}");
            return;
        }

        if (off.Count > 0)
        {
            var names = string.Join(", ", off.Take(Named)) + (off.Count > Named ? ", ..." : "");
            cmdlet.WriteWarning(
                $"{Setting} is off in {(off.Count == 1 ? "the conferencing policy" : $"{off.Count} conferencing policies:")} {names}. "
                    + "Conferences that are deleted under it "
                + $"go on leaving entries behind. To prevent that: {command.SessionName.Replace("Get-", "Set-")} -Identity <policy> -{Setting} $true");
        }
    }
}
