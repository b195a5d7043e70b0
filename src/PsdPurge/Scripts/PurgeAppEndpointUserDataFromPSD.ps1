<#
.SYNOPSIS
Stands in for the Resource Kit script of the same name: lists or removes what deleted conferences of application endpoints left on a pool's Front-Ends.

.DESCRIPTION
Runbooks and tasks that call the Resource Kit script work when only the path changes. The calls and the cmdlets behind them:

  -PoolName <pool> -Command select                      Select-AppEndpointPsdEntries <pool>
  -PoolName <pool> -Command select -AllPoolEndpoints    Select-AppEndpointPsdEntries <pool> -AllPoolEndpoints
  -PoolName <pool> -Command delete                      Remove-AppEndpointPsdEntries <pool> -Force
  -PoolName <pool> -Command delete -AllPoolEndpoints    Remove-AppEndpointPsdEntries <pool> -Force -AllPoolEndpoints

A command line that was copied from the article is understood as it is printed there: with a blank behind the dash ("- PoolName"), with a long dash, with curly quotes.
What was read in that way is printed first; what has no place ends the script, and nothing is done.

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
Name or file of the profile that says how this deployment's rows name organizer and conference. Default: what the pool's own data proves, the same as in the run before.
Where that has changed, the run deletes nothing until a person has accepted it: Select-AppEndpointPsdEntries <pool> -ForgetProfile, as the account that the run has.

.PARAMETER Rest
What PowerShell found no parameter for: a copied command line.

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
    [string] $SchemaProfile,
    [Parameter(ValueFromRemainingArguments = $true, DontShow = $true)] [string[]] $Rest
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

# Hyphen, the dashes of word processors and web pages, the minus sign; straight and curly quotes. By their numbers: Windows PowerShell reads a script in the code page.
$dashes = [char[]] (0x2D, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212)
$quotes = [char[]] (0x22, 0x27, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x20)

function Test-Dashed([string] $Text) { $Text.Length -gt 0 -and $dashes -contains $Text[0] }

# Gives the parameters of a command line that PowerShell could not bind: "- PoolName pool01.contoso.com - Command select".
function Read-CopiedLine([string[]] $Words) {
    $read = [ordered] @{}
    for ($i = 0; $i -lt $Words.Count; $i++) {
        $word = $Words[$i]
        if (-not (Test-Dashed $word)) { Stop-Script "'$word' belongs to no parameter. Write a parameter's name in front of it, such as -PoolName." }
        $name = $word.TrimStart($dashes)
        if (-not $name) {
            $i++
            if ($i -ge $Words.Count) { Stop-Script 'The command line ends with a dash. Write the name of a parameter behind it.' }
            $name = $Words[$i]
        }

        $name, $value = $name.Split([char[]] ':', 2)
        $found = @('PoolName', 'Command', 'AllPoolEndpoints', 'OutputPath', 'BackupPath', 'SchemaProfile', 'WhatIf' | Where-Object { $name -and $_ -like "$name*" })
        if ($found.Count -ne 1) { Stop-Script "-$name is no parameter of this script. It takes -PoolName, -Command, -AllPoolEndpoints, -OutputPath, -BackupPath, -SchemaProfile and -WhatIf." }
        if ($read.Contains($found[0])) { Stop-Script "-$($found[0]) is there twice. Write it once." }
        if ($found[0] -in 'AllPoolEndpoints', 'WhatIf') {
            if ($value) { Stop-Script "-$($found[0]) takes no value, and '$value' stands behind it. Leave the value out." }
            $read[$found[0]] = $true
            continue
        }

        if (-not $value) {
            $i++
            if ($i -ge $Words.Count -or (Test-Dashed $Words[$i])) { Stop-Script "Nothing stands behind -$($found[0]). Write its value there." }
            $value = $Words[$i]
        }

        $read[$found[0]] = $value.Trim($quotes)
    }

    $read
}

# A dash with a blank behind it, or a dash that PowerShell takes for text, goes to where the first value is expected, and the names and values to what is left.
$words = @()
if (Test-Dashed $PoolName) { $words += $PoolName; $PoolName = '' }
if ($Command -and ((Test-Dashed $Command) -or ($words.Count -gt 0 -and $Command.Trim($quotes) -notin 'select', 'delete'))) { $words += $Command; $Command = '' }
$words += @($Rest | Where-Object { $_ })
if ($words.Count -gt 0) {
    $copied = Read-CopiedLine $words
    $given = @{ PoolName = $PoolName; Command = $Command; AllPoolEndpoints = $AllPoolEndpoints; OutputPath = $OutputPath; BackupPath = $BackupPath; SchemaProfile = $SchemaProfile }
    foreach ($name in $copied.Keys) {
        if ($given[$name]) { Stop-Script "-$name is there twice. Write it once." }
        $given[$name] = $copied[$name]
    }

    $PoolName, $Command, $AllPoolEndpoints = $given.PoolName, $given.Command, [bool] $given.AllPoolEndpoints
    $OutputPath, $BackupPath, $SchemaProfile = $given.OutputPath, $given.BackupPath, $given.SchemaProfile
    if ($given.WhatIf) { $WhatIfPreference = $true }

    $others = @($copied.Keys | Where-Object { $_ -notin 'PoolName', 'Command' } | ForEach-Object { if ($copied[$_] -is [bool]) { "-$_" } else { "-$_ $($copied[$_])" } })
    $Host.UI.WriteLine((@("Read as: -PoolName $PoolName -Command $Command") + $others) -join ' ')
}

$PoolName = $PoolName.Trim($quotes)
$Command = $Command.Trim($quotes)

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
                $name = ("psd_$(if ($count.Pool) { $count.Pool } else { $PoolName })_$($count.FrontEnd).csv" -replace '[^\w.\-]', '_')
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
