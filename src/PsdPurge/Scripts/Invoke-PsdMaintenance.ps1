<#
.SYNOPSIS
Runs the routine purge once, for a scheduled task. It counts, removes and counts again, and keeps a history, a log, the backups and a report.

.DESCRIPTION
For each pool, the run counts the entries on each Front-End. If all Front-Ends are below -Threshold, it does no more for that pool. Otherwise, it removes the
entries that deleted conferences of application endpoints left. If it deleted entries, it counts again. With -Wait, it first waits until the pool's replicas
are built, and warns if more entries came back than a tenth of what was deleted. It asks nothing. Everything that the run writes is in -DataPath: history.csv,
logs, Backup, report.html.

If the history cannot be written, or somebody has changed it, the purge goes on. The run writes its rows to a separate file beside it, history.pending-*.csv.
The first run that finds the history in order adds them to it. Until then, the exit code is 1, and the log describes the problem, with the line.

Exit code: 0 all done, 1 something failed, 2 nothing could be done. A number that is too small for its parameter is refused before anything is done.

.PARAMETER PoolName
FQDNs of the pools. On a command line, separate them with commas.

.PARAMETER Threshold
Purges a pool only if one of its Front-Ends has at least this number of entries, 1 or more. It is also the line in the report. Default: purges at any number.

.PARAMETER AllPoolEndpoints
Also includes the endpoints that are homed on other pools. Use it for endpoints that were moved.

.PARAMETER SchemaProfile
Name or file of the profile that describes how this deployment's rows name organizer and conference. Default: the profile that the pool's own data proves, the
same as in the previous run. If it has changed, the run deletes nothing until a person has accepted the change. To accept it, run
Select-AppEndpointPsdEntries <pool> -ForgetProfile under the account of the run.

.PARAMETER MaxEntries
Maximum number of entries to delete on each Front-End, 1 or more. Default: without limit.

.PARAMETER TimeLimit
Seconds after which each pool's removal ends, when its current batch is done. 1 or more. Default: without limit.

.PARAMETER Wait
After entries were deleted, waits until the pool is Ready. Only a Front-End of the pool can read this state, so run the task on one. For another pool, it fails.

.PARAMETER WaitTimeout
Maximum number of seconds to wait. 0 means without limit. Default: one hour.

.PARAMETER DataPath
Folder for everything that the run writes. Default: PsdPurge in the user's local application data.

.PARAMETER KeepBackups
Number of the newest backups of each Front-End to keep, whatever their age and size. 1 or more. The run always keeps the backups that it writes itself.
Default: 10.

.PARAMETER KeepBackupDays
Age in days after which the other backups are deleted, 0 or more. Default: 90.

.PARAMETER KeepBackupMB
Maximum size of all backups together in megabytes, 0 or more. Beyond it, the oldest backups are deleted, as far as -KeepBackups allows. Default: 10240.

.EXAMPLE
powershell.exe -NoProfile -NonInteractive -ExecutionPolicy AllSigned -File Invoke-PsdMaintenance.ps1 -PoolName pool01.contoso.com -Threshold 100000
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [Parameter(Position = 0)] [Alias('PoolFqdn', 'Fqdn', 'Identity')] [string[]] $PoolName,
    [long] $Threshold,
    [switch] $AllPoolEndpoints,
    [string] $SchemaProfile,
    [long] $MaxEntries,
    [int] $TimeLimit,
    [switch] $Wait,
    [int] $WaitTimeout = 3600,
    [string] $DataPath,
    [int] $KeepBackups = 10,
    [int] $KeepBackupDays = 90,
    [long] $KeepBackupMB = 10240
)

# The script uses only .NET and the commands in the core of every edition. The module's tests also run it, in an engine without the other modules.
$invariant = [Globalization.CultureInfo]::InvariantCulture
$runId = [DateTime]::UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", $invariant) + '-' + [Guid]::NewGuid().ToString('N').Substring(0, 4)
$least = @{ Threshold = 1; MaxEntries = 1; TimeLimit = 1; WaitTimeout = 0; KeepBackups = 1; KeepBackupDays = 0; KeepBackupMB = 0 }
$quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'Continue' }
$state = @{ Failures = 0; Done = 0; Log = $null }

# A full disk ends the log. It does not end the purge, and the run still returns its exit code.
function Add-LogLine([string] $Text) {
    $line = [DateTime]::UtcNow.ToString('s', $invariant) + 'Z' + ' ' + $Text
    if ($state.Log) {
        try { $state.Log.WriteLine($line) }
        catch {
            $state.Log = $null
            $state.Failures++
            $Host.UI.WriteErrorLine("FAILED: The log cannot be written: $_")
        }
    }
    $line
}

function Write-Log([string] $Text) { $Host.UI.WriteLine((Add-LogLine $Text)) }

function Write-Failure($Problem) {
    $state.Failures++
    $text = 'FAILED: ' + "$Problem"
    [void] (Add-LogLine $text)
    $Host.UI.WriteErrorLine($text)
}

# Writes a cmdlet's warnings to the log as soon as they come. 3>&1 puts them between its output.
filter Write-Warned {
    if ($_ -isnot [Management.Automation.WarningRecord]) { return $_ }
    [void] (Add-LogLine "WARNING: $_")
    $Host.UI.WriteWarningLine("$_")
}

# This never stops a purge. Rows that cannot be added to the history are in a file beside it, and the text of the failure contains the path.
function Save-History([object[]] $Rows) {
    try {
        [void] ($Rows | Add-PsdHistory -Path $history -RunId $runId @quiet -ErrorVariable problems 3>&1 | Write-Warned)
        foreach ($problem in $problems) { Write-Failure $problem }
    }
    catch { Write-Failure $_ }
}

function Measure-Pool([string] $Pool) {
    $counts = @(Get-PsdEntryCount -PoolFqdn $Pool @quiet -ErrorVariable problems 3>&1 | Write-Warned)
    foreach ($problem in $problems) { Write-Failure $problem }
    foreach ($count in $counts) { Write-Log ([string]::Format($invariant, '{0}: {1:N0} entries', $count.FrontEnd, $count.EntryCount)) }
    if ($counts.Count -gt 0) { Save-History $counts }
    $counts
}

function Invoke-Pool([string] $Pool) {
    Write-Log "Pool $Pool"
    $counts = @(Measure-Pool $Pool)
    if ($counts.Count -eq 0) { return }
    $state.Done++
    if ($Threshold -gt 0 -and @($counts | Where-Object { $_.EntryCount -ge $Threshold }).Count -eq 0) {
        Write-Log ([string]::Format($invariant, 'No Front-End holds {0:N0} entries: nothing to do', $Threshold))
        return
    }
    $arguments = @{ PoolFqdn = $Pool; AllPoolEndpoints = $AllPoolEndpoints; BackupPath = $backups; Force = $true }
    if ($SchemaProfile) { $arguments.SchemaProfile = $SchemaProfile }
    if ($MaxEntries -gt 0) { $arguments.MaxEntries = $MaxEntries }
    if ($TimeLimit -gt 0) { $arguments.TimeLimit = $TimeLimit }
    $results = @(Remove-AppEndpointPsdEntries @arguments @quiet -ErrorVariable problems 3>&1 | Write-Warned)
    foreach ($problem in $problems) { Write-Failure $problem }
    foreach ($result in $results) {
        Write-Log ([string]::Format($invariant, '{0}: {1}, {2:N0} of {3:N0} orphaned entries deleted, {4:N0} left alone, backup {5}',
            $result.FrontEnd, $result.Status, $result.Deleted, $result.Candidates, $result.Skipped, $(if ($result.BackupFile) { $result.BackupFile } else { 'none' })))
    }
    if ($results.Count -gt 0) { Save-History $results }
    $results
    if (@($results | Where-Object { $_.Deleted -gt 0 }).Count -eq 0) { return }

    if ($Wait) {
        $ready = @(Wait-PoolReplicationReady -PoolFqdn $Pool -Removal $results -Timeout $WaitTimeout @quiet -ErrorVariable problems 3>&1 | Write-Warned)
        foreach ($problem in $problems) { Write-Failure $problem }
        foreach ($answer in $ready) { Write-Log "Replication: $($answer.State)" }
    }
    [void] (Measure-Pool $Pool)
}

# Deletes only files that are marked as backups of this module and that existed before the run. Never deletes the newest -KeepBackups of a Front-End.
function Remove-OldBackup([string[]] $Earlier) {
    if (-not [IO.Directory]::Exists($backups)) { return }
    $servers = @{}
    $files = [IO.FileInfo[]] @([IO.DirectoryInfo]::new($backups).GetFiles('*.sql') | Where-Object {
        $reader = [IO.StreamReader]::new($_.FullName)
        try {
            $reader.ReadLine() -like '-- PsdPurge *'
            $servers[$_.FullName] = "$($reader.ReadLine())"
        }
        finally { $reader.Dispose() }
    })
    $ages = [DateTime[]] @($files | ForEach-Object { $_.LastWriteTimeUtc })
    [Array]::Sort($ages, $files)
    [Array]::Reverse($files)
    $bytes, $seen = 0L, @{}
    foreach ($file in $files) {
        $bytes += $file.Length
        $server = $servers[$file.FullName]
        $seen[$server]++
        $old = ([DateTime]::UtcNow - $file.LastWriteTimeUtc).TotalDays -gt $KeepBackupDays
        $unwanted = $seen[$server] -gt $KeepBackups -and ($old -or $bytes -gt $KeepBackupMB * 1MB)
        if ($unwanted -and $Earlier -contains $file.FullName -and $PSCmdlet.ShouldProcess($file.FullName, 'Delete the backup')) {
            $file.Delete()
            Write-Log "Backup deleted: $($file.Name)"
        }
    }
}

# Parameter attributes would prompt for a missing value, and end with another exit code. With -File, "a,b" is one text.
$seen = @{}
$pools = @($PoolName | ForEach-Object { "$_".Split(',') } | ForEach-Object { $_.Trim().TrimEnd('.') } | Where-Object { $_ -and -not $seen.ContainsKey($_) -and -not $seen.Add($_, $true) })
if ($pools.Count -eq 0) {
    $Host.UI.WriteErrorLine('Name the pools: -PoolName pool01.contoso.com, pool02.contoso.com.')
    exit 2
}

try {
    Import-Module ([IO.Path]::Combine($PSScriptRoot, 'PsdPurge.psd1')) -ErrorAction Stop -Verbose:$false
    if (-not $DataPath) {
        $DataPath = [IO.Path]::Combine([Environment]::GetFolderPath('LocalApplicationData', 'DoNotVerify'), 'PsdPurge')
    }

    $DataPath = $PSCmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath($DataPath)
    $history, $backups = [IO.Path]::Combine($DataPath, 'history.csv'), [IO.Path]::Combine($DataPath, 'Backup')
    if (-not $WhatIfPreference) {
        $logs = [IO.Path]::Combine($DataPath, 'logs')
        [void] [IO.Directory]::CreateDirectory($logs)
        $state.Log = [IO.StreamWriter]::new([IO.Path]::Combine($logs, "$runId.log"))
        $state.Log.AutoFlush = $true
    }

    # A mistyped limit must not count as no limit.
    foreach ($name in $least.Keys) {
        if ($PSBoundParameters.ContainsKey($name) -and $PSBoundParameters[$name] -lt $least[$name]) {
            throw "-$name is $($PSBoundParameters[$name]). Give $($least[$name]) or more, or leave it out."
        }
    }

    $earlier = @()
    if ([IO.Directory]::Exists($backups)) { $earlier = @([IO.DirectoryInfo]::new($backups).GetFiles('*.sql') | ForEach-Object { $_.FullName }) }
    foreach ($pool in $pools) {
        try { Invoke-Pool $pool } catch { Write-Failure $_ }
    }

    try { Remove-OldBackup $earlier } catch { Write-Failure $_ }
    if ([IO.File]::Exists($history)) {
        $report = @{ Path = [IO.Path]::Combine($DataPath, 'report.html'); HistoryPath = $history; Force = $true }
        if ($Threshold -gt 0) { $report.Threshold = $Threshold }
        try { [void] (Export-PsdReport @report -WarningAction Continue 3>&1 | Write-Warned) } catch { Write-Failure $_ }
    }
}
catch { Write-Failure $_ }
finally {
    $code = 0
    if ($state.Failures -gt 0) { $code = 1 }
    if ($state.Done -eq 0) { $code = 2 }
    if ($state.Log) {
        Write-Log "Exit code $code"
        $state.Log.Dispose()
    }
}

exit $code
