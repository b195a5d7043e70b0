<#
.SYNOPSIS
Stands in for the Resource Kit script of the same name: lists or removes what deleted conferences of application endpoints left on a pool's Front-Ends.

.DESCRIPTION
Runbooks and tasks that call the Resource Kit script work when only the path changes. The calls and the cmdlets behind them:

  -PoolName <pool> -Command select                      Select-AppEndpointPsdEntries <pool>
  -PoolName <pool> -Command select -AllPoolEndpoints    Select-AppEndpointPsdEntries <pool> -AllPoolEndpoints
  -PoolName <pool> -Command delete                      Remove-AppEndpointPsdEntries <pool> -Force
  -PoolName <pool> -Command delete -AllPoolEndpoints    Remove-AppEndpointPsdEntries <pool> -Force -AllPoolEndpoints

Nothing asks, as before. Every deleted row is in a backup first. What a person has reviewed and nothing else is removed by
Import-Csv <file> | Remove-AppEndpointPsdEntries.

Exit code: 0 all done, 1 something failed, 2 nothing could be done.

.PARAMETER PoolName
FQDN of the pool.

.PARAMETER Command
select writes a CSV file for each Front-End and prints where; delete removes and gives a result for each Front-End.

.PARAMETER AllPoolEndpoints
Also the endpoints that are homed on other pools: for endpoints that were moved.

.PARAMETER OutputPath
Folder of the CSV files. Default: the current folder.

.PARAMETER BackupPath
Folder of the backups. Default: PsdPurge\Backup in ProgramData, on Linux and macOS in the user's local application data.

.PARAMETER SchemaProfile
Name or file of the profile that says how this deployment's rows name organizer and conference.

.EXAMPLE
.\PurgeAppEndpointUserDataFromPSD.ps1 -PoolName pool01.contoso.com -Command select
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [Parameter(Position = 0)] [string] $PoolName,
    [Parameter(Position = 1)] [string] $Command,
    [switch] $AllPoolEndpoints,
    [string] $OutputPath,
    [string] $BackupPath,
    [string] $SchemaProfile
)

# Only what every edition's core has, and .NET: the script also runs where the module's tests do, in an engine without the other modules.
$failures = @()
$done = 0

function Stop-Script([string] $Text) {
    $Host.UI.WriteErrorLine($Text)
    exit 2
}

function ConvertTo-CsvLine([object[]] $Values) {
    # In quotes and with a point in every culture, as Import-Csv wants it.
    ($Values | ForEach-Object { '"' + [Convert]::ToString($_, [Globalization.CultureInfo]::InvariantCulture).Replace('"', '""') + '"' }) -join ','
}

# Not by attributes: those ask when a value is missing, and end with another exit code.
if (-not $PoolName) { Stop-Script 'Name the pool: -PoolName pool01.contoso.com.' }
if ($Command -notin 'select', 'delete') { Stop-Script "-Command is '$Command'. Say select or delete." }

try {
    Import-Module ([IO.Path]::Combine($PSScriptRoot, 'PsdPurge.psd1')) -ErrorAction Stop -Verbose:$false
    $common = @{ PoolFqdn = $PoolName; AllPoolEndpoints = $AllPoolEndpoints }
    if ($SchemaProfile) { $common.SchemaProfile = $SchemaProfile }

    if ($Command -eq 'delete') {
        if ($BackupPath) { $common.BackupPath = $BackupPath }
        $results = @(Remove-AppEndpointPsdEntries @common -Force -ErrorVariable failures)
        $done = @($results | Where-Object { "$($_.Status)" -ne 'Failed' }).Count
        $results
    }
    else {
        if (-not $OutputPath) { $OutputPath = $PWD.ProviderPath }
        $OutputPath = $PSCmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputPath)
        [void] [IO.Directory]::CreateDirectory($OutputPath)

        # A Front-End without entries gets its file too: no file would look like no answer.
        $columns = 'Pool', 'FrontEnd', 'SipAddress', 'ConferenceId', 'DocId', 'Entries', 'Bytes', 'Check'
        $files = [ordered] @{}
        try {
            foreach ($count in @(Get-PsdEntryCount -PoolFqdn $PoolName -ErrorVariable failures)) {
                $name = ("psd_$($PoolName)_$($count.FrontEnd).csv" -replace '[^\w.\-]', '_')
                $path = [IO.Path]::Combine($OutputPath, $name)
                $files[$count.FrontEnd] = @{ Path = $path; Writer = [IO.StreamWriter]::new($path, $false, [Text.UTF8Encoding]::new($true)); Entries = 0L; Count = $count.EntryCount }
                $files[$count.FrontEnd].Writer.WriteLine((ConvertTo-CsvLine $columns))
            }

            if ($files.Count -gt 0) {
                Select-AppEndpointPsdEntries @common -ErrorVariable +failures | ForEach-Object {
                    $entry = $_
                    $file = $files[$entry.FrontEnd]
                    if ($file) {
                        $file.Writer.WriteLine((ConvertTo-CsvLine @($columns | ForEach-Object { $entry.$_ })))
                        $file.Entries += $entry.Entries
                    }
                }
            }
        }
        finally {
            foreach ($file in $files.Values) { $file.Writer.Dispose() }
        }

        foreach ($frontEnd in $files.Keys) {
            $file = $files[$frontEnd]
            [string]::Format([Globalization.CultureInfo]::InvariantCulture, '{0}: {1:N0} of {2:N0} entries can be deleted: {3}', $frontEnd, $file.Entries, $file.Count, $file.Path)
        }

        $done = $files.Count
    }
}
catch {
    $Host.UI.WriteErrorLine("$_")
    $failures = @($failures) + $_
}

if ($done -eq 0) { exit 2 }
if (@($failures).Count -gt 0) { exit 1 }
exit 0
