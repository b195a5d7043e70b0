# Loads the build that fits this PowerShell. A script, and not the manifest, chooses: PowerShell before 5.1 cannot read a manifest that does, and would complain of that
# instead of its own age.
$obstacle = & "$PSScriptRoot/Requirements.ps1"
if ($obstacle) {
    $exception = [PlatformNotSupportedException]::new($obstacle)
    throw [Management.Automation.ErrorRecord]::new($exception, 'MachineNotSupported', 'NotInstalled', $null)
}

$build = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
Import-Module -Name "$PSScriptRoot/$build/PsdPurge.dll" -Verbose:$false
