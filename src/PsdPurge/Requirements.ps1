<#
.SYNOPSIS
Returns a text that names what has to be installed before this machine can run the module. Returns nothing if the machine can run it.

.PARAMETER Edition
Edition of PowerShell: Core or Desktop. Empty before 5.1.

.PARAMETER Version
Version of PowerShell.

.PARAMETER Bits
Bits of the PowerShell process: 64 or 32.

.PARAMETER Release
Release number of .NET Framework in the registry. 0 if there is none later than 4.0. Null if the registry cannot be read.
#>
param(
    [string] $Edition = $PSVersionTable.PSEdition,
    [Version] $Version = "$($PSVersionTable.PSVersion.Major).$($PSVersionTable.PSVersion.Minor)",
    [int] $Bits = 8 * [IntPtr]::Size,
    $Release
)

if ($Edition -eq 'Core') {
    if ($Version -lt [Version] '7.4') {
        return "PsdPurge needs PowerShell 7.4 or later, or Windows PowerShell 5.1, and this is PowerShell $Version. Install PowerShell 7.4 or later, or import the module in Windows PowerShell (powershell.exe)."
    }

    return
}

if ($Version -lt [Version] '5.1') {
    return "PsdPurge needs Windows PowerShell 5.1, and this is $Version. Install Windows Management Framework 5.1 (it takes .NET Framework 4.5.2 and a restart), or run the module on a management PC that has 5.1 or PowerShell 7.4."
}

if ($Bits -lt 64) {
    return 'PsdPurge needs 64-bit PowerShell, as the Skype for Business cmdlets do, and this is the 32-bit one. Start Windows PowerShell, not Windows PowerShell (x86).'
}

if (-not $PSBoundParameters.ContainsKey('Release')) {
    # A policy may forbid scripts to read the registry. Then .NET Framework itself complains if it is too old.
    try { $Release = [Microsoft.Win32.Registry]::GetValue('HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full', 'Release', 0) } catch { return }
}

# The releases that Microsoft lists. Patched releases have numbers between them.
if ($null -ne $Release -and $Release -lt 461808) {
    $names = @(@(461308, '4.7.1'), @(460798, '4.7'), @(394802, '4.6.2'), @(394254, '4.6.1'), @(393295, '4.6'), @(379893, '4.5.2'), @(378675, '4.5.1'), @(378389, '4.5'))
    $name = @($names | Where-Object { $Release -ge $_[0] } | ForEach-Object { $_[1] })[0]
    if (-not $name) { $name = 'an older one' }
    return "PsdPurge needs .NET Framework 4.7.2 or later, and this computer has $name (release $Release). Install .NET Framework 4.8 and restart the computer, or run the module on a management PC that has it: a Front-End need not be touched for that."
}
