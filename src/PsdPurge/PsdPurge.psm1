# Loads the build that fits this PowerShell. A script, and not the manifest, chooses: PowerShell before 5.1 cannot read a manifest that does, and would complain of that
# instead of its own age.
function Assert-Machine {
    $obstacle = & "$PSScriptRoot/Requirements.ps1"
    if ($obstacle) {
        $exception = [PlatformNotSupportedException]::new($obstacle)
        throw [Management.Automation.ErrorRecord]::new($exception, 'MachineNotSupported', 'NotInstalled', $null)
    }
}

if ($PSEdition -eq 'Core') {
    # A PowerShell that is too old cannot load this build at all. To check first would take more time in each import than all the rest of it.
    try {
        Import-Module -Name "$PSScriptRoot/net8.0/PsdPurge.dll" -Verbose:$false -ErrorAction Stop
    }
    catch {
        Assert-Machine
        throw
    }
}
else {
    Assert-Machine
    Import-Module -Name "$PSScriptRoot/net472/PsdPurge.dll" -Verbose:$false
}
