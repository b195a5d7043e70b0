<#
.SYNOPSIS
Runs or lists the tests of one file of tests/Pester, or of all its files, and writes a line of JSON for each test. dotnet test starts it. To run the
tests by hand, Invoke-Pester is enough.
#>
param(
    # The manifest of the Pester version to use.
    [Parameter(Mandatory = $true)] [string] $Pester,
    [Parameter(Mandatory = $true)] [string] $Suite,
    # The file to write the lines to.
    [Parameter(Mandatory = $true)] [string] $Results,
    # Runs only the tests on these lines of the file. Semicolons separate the numbers.
    [string] $Lines,
    # Lists the tests and runs none.
    [switch] $List
)

# $ErrorActionPreference is not set, because the tests would inherit it.
Import-Module $Pester -ErrorAction Stop
$settings = New-PesterConfiguration
$settings.Run.Path = $Suite
$settings.Run.PassThru = $true
$settings.Run.SkipRun = [bool] $List
$settings.Output.Verbosity = 'Detailed'
if ($Lines) { $settings.Filter.Line = @($Lines.Split(';') | ForEach-Object { "${Suite}:$_" }) }
$run = Invoke-Pester -Configuration $settings

# The frames that Pester and this script add to each stack trace.
$ownFrames = 'Pester(\.ScriptScope)?\.psm?1: |Run-Suite\.ps1: '

# Returns the line of JSON for a test or a block.
function ConvertTo-Line($Of, $ExpandedName, $Outcome, $Errors = $Of.ErrorRecord) {
    [ordered]@{
        Name         = $Of.Path -join ': '
        ExpandedName = $ExpandedName
        File         = $Of.ScriptBlock.File
        Line         = $Of.StartLine
        Outcome      = $Outcome
        Milliseconds = $Of.Duration.TotalMilliseconds
        Message      = @($Errors | ForEach-Object { "$_" }) -join [Environment]::NewLine
        StackTrace   = @($Errors | ForEach-Object { "$($_.ScriptStackTrace)" -split '\r?\n' | Where-Object { $_ -notmatch $ownFrames } }) -join [Environment]::NewLine
    } | ConvertTo-Json -Compress
}

function Get-ExpandedName($Of) {
    $names = @($Of.ExpandedName)
    $block = if ($Of.PSObject.Properties['Block']) { $Of.Block } else { $Of.Parent }
    for (; $block -and -not $block.IsRoot; $block = $block.Parent) { $names = @($block.ExpandedName) + $names }
    $names -join ': '
}

$written = @(
    foreach ($test in $run.Tests) {
        # Without -List, a test that did not run was not selected.
        if (-not $List -and "$($test.Result)" -eq 'NotRun') { continue }
        ConvertTo-Line $test (Get-ExpandedName $test) "$($test.Result)"
    }

    # A failure of BeforeAll or AfterAll does not belong to a single test.
    foreach ($block in $run.FailedBlocks) {
        if ($block.ErrorRecord) { ConvertTo-Line $block "$(Get-ExpandedName $block): BeforeAll or AfterAll" 'Failed' }
    }

    foreach ($container in $run.FailedContainers) {
        $of = @{ Path = Split-Path -Leaf "$($container.Item)"; ScriptBlock = @{ File = "$($container.Item)" }; StartLine = 1; Duration = $container.Duration }
        if ($container.ErrorRecord) { ConvertTo-Line $of $of.Path 'Failed' $container.ErrorRecord }
    }
)
[IO.File]::WriteAllLines($Results, [string[]] $written)
