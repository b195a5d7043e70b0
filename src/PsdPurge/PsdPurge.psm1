# Loads the build that fits this PowerShell. This script makes the choice, and not the manifest, because PowerShell before 5.1 cannot read a manifest with a
# choice. It would report an error in the manifest, and not that it is too old.
function Assert-Machine {
    $obstacle = & "$PSScriptRoot/Requirements.ps1"
    if ($obstacle) {
        $exception = [PlatformNotSupportedException]::new($obstacle)
        throw [Management.Automation.ErrorRecord]::new($exception, 'MachineNotSupported', 'NotInstalled', $null)
    }
}

if ($PSEdition -eq 'Core') {
    # A PowerShell that is too old cannot load this build at all. A check before that would take more time than the rest of each import.
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
