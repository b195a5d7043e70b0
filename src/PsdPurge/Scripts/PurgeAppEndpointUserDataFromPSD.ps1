<#
.SYNOPSIS
Replaces the Resource Kit script of the same name. It lists or removes what deleted conferences of application endpoints left on a pool's Front-Ends.

.DESCRIPTION
Runbooks and tasks that call the Resource Kit script work if you change only the path. These are the calls, and the cmdlets behind them:

  -PoolName <pool> -Command select                      Select-AppEndpointPsdEntries <pool>
  -PoolName <pool> -Command select -AllPoolEndpoints    Select-AppEndpointPsdEntries <pool> -AllPoolEndpoints
  -PoolName <pool> -Command delete                      Remove-AppEndpointPsdEntries <pool> -Force
  -PoolName <pool> -Command delete -AllPoolEndpoints    Remove-AppEndpointPsdEntries <pool> -Force -AllPoolEndpoints

You can copy a command line from the article as it is printed there: with a blank after the dash ("- PoolName"), with a long dash, or with curly quotes.
The script first prints how it read such a line. If a part of the line does not fit, the script ends and does nothing.

As before, the script asks nothing. Every row is in a backup before it is deleted. To remove only what a person has reviewed, use
Import-Csv <file> | Remove-AppEndpointPsdEntries.

Exit code: 0 all done, 1 something failed, 2 nothing could be done.

.PARAMETER PoolName
FQDN of the pool.

.PARAMETER Command
select writes a CSV file for each Front-End and prints its path. delete removes the entries and returns a result for each Front-End.

.PARAMETER AllPoolEndpoints
Also includes the endpoints that are homed on other pools. Use it for endpoints that were moved.

.PARAMETER OutputPath
Folder of the CSV files. Default: the current folder.

.PARAMETER BackupPath
Folder of the backups. Default: PsdPurge\Backup in ProgramData, on Linux and macOS in the user's local application data.

.PARAMETER SchemaProfile
Name or file of the profile that describes how this deployment's rows name organizer and conference. Default: the profile that the pool's own data proves, the
same as in the previous run. If it has changed, the run deletes nothing until a person has accepted the change. To accept it, run
Select-AppEndpointPsdEntries <pool> -ForgetProfile under the account of the run.

.PARAMETER Rest
Words for which PowerShell found no parameter. They come from a copied command line.

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

# The script uses only .NET and the commands in the core of every edition. The module's tests also run it, in an engine without the other modules.
$failures = @()
$done = 0

function Stop-Script([string] $Text) {
    $Host.UI.WriteErrorLine($Text)
    exit 2
}

function ConvertTo-CsvLine([object[]] $Values) {
    # Values are in quotes, and numbers have a point in every culture, as Import-Csv expects.
    ($Values | ForEach-Object { '"' + [Convert]::ToString($_, [Globalization.CultureInfo]::InvariantCulture).Replace('"', '""') + '"' }) -join ','
}

# The hyphen, the dashes of word processors and web pages, and the minus sign. Below them, straight and curly quotes. They are written as numbers, because
# Windows PowerShell reads a script in the code page.
$dashes = [char[]] (0x2D, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212)
$quotes = [char[]] (0x22, 0x27, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x20)

function Test-Dashed([string] $Text) { $Text.Length -gt 0 -and $dashes -contains $Text[0] }

# Returns the parameters of a command line that PowerShell could not bind, such as "- PoolName pool01.contoso.com - Command select".
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

# PowerShell binds a dash with a blank after it, or a dash that it takes for text, to the first positional parameter. It binds the names and values to the
# remaining ones.
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

# Parameter attributes would prompt for a missing value, and end with another exit code.
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

        # A Front-End without entries also gets a file. Without one, it would look as if it had not answered.
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
