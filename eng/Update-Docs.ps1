<#
.SYNOPSIS
    Runs the commands of README.md and docs on a lab pool, and writes their output into these pages.
.DESCRIPTION
    Run it in the PowerShell that this repository pins, after a build:
        dotnet build
        dotnet tool run pwsh ./eng/Update-Docs.ps1
    eng/docs/Pages.ps1 describes the form of a block, and the values that are made stable. tests/Pester/Docs.Tests.ps1 fails if a block is out of date.
.PARAMETER Path
    Pages to write. The default is all pages that have such blocks.
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
