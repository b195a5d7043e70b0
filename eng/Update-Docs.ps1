<#
.SYNOPSIS
    Writes into README.md and docs what the commands that stand there print, run on a lab pool.
.DESCRIPTION
    Run it in the PowerShell that this repository pins, after a build:
        dotnet build
        dotnet tool run pwsh ./eng/Update-Docs.ps1
    eng/docs/Pages.ps1 says what a block looks like and which values are made stable. tests/Pester/Docs.Tests.ps1 fails where a block is out of date.
.PARAMETER Path
    Pages to write. Without it all that have such blocks.
#>
[CmdletBinding()]
param([string[]] $Path)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot '../tests/Pester/PsdPurge.Lab.ps1')
. (Join-Path $PSScriptRoot 'docs/Pages.ps1')
$pages = if ($Path) { $Path | ForEach-Object { Get-Item -LiteralPath $_ } } else { Get-OutputPage (Split-Path -Parent $PSScriptRoot) }
foreach ($page in $pages) {
    $before = Read-Page $page.FullName
    $after = Update-Page $before
    if ($after -ceq $before) { "$($page.Name) is up to date."; continue }
    [IO.File]::WriteAllText($page.FullName, $after)
    "$($page.Name) has been updated."
}
