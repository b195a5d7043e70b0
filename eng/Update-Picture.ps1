<#
.SYNOPSIS
    Draws docs/images/report.png, which shows the report of Export-PsdReport on a made-up history.
.DESCRIPTION
    Needs a build and Chromium. The history has daily counts of three Front-Ends for the twelve weeks until today, with a purge every four weeks.
        dotnet build
        dotnet tool run pwsh ./eng/Update-Picture.ps1
.PARAMETER Chromium
    The browser that draws the picture.
#>
[CmdletBinding()]
param([string] $Chromium = 'chromium')

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot '../tests/Pester/PsdPurge.Lab.ps1')
Import-Module (Get-StagedModule $root) -Force
$picture = Join-Path $root 'docs/images/report.png'
$folder = Join-Path ([IO.Path]::GetTempPath()) "psdpurge-picture-$([guid]::NewGuid().ToString('N'))"
[void] (New-Item -ItemType Directory -Path $folder)
try {
    $day = [datetime]::UtcNow.Date.AddDays(-83).AddHours(2.5)
    $counts = [ordered] @{ 'fe01.contoso.com' = 52000; 'fe02.contoso.com' = 47000; 'fe03.contoso.com' = 41000 }
    $growth = @{ 'fe01.contoso.com' = 1400; 'fe02.contoso.com' = 1250; 'fe03.contoso.com' = 1100 }
    $rows = for ($i = 0; $i -lt 84; $i++) {
        foreach ($frontEnd in @($counts.Keys)) {
            $time = $day.AddDays($i).ToString('yyyy-MM-ddTHH:mm:ssZ')
            # There are fewer conferences at the weekend.
            $counts[$frontEnd] += [int] ($growth[$frontEnd] * (1, 0.3)[$i % 7 -ge 5])
            $row = [ordered] @{ Time = $time; Pool = 'pool01.contoso.com'; FrontEnd = $frontEnd; EntryCount = $counts[$frontEnd]; Event = 'Count' }
            if ($i % 28 -eq 27) {
                $before = $counts[$frontEnd]
                $counts[$frontEnd] = [int] ($before * 0.35)
                $row.Event = 'Purge'
                $row.EntryCount = $counts[$frontEnd]
                $row.CountBefore = $before
                $row.Candidates = $row.Deleted = $before - $counts[$frontEnd]
                $row.Skipped = 0
                $row.Status = 'Completed'
                $row.Elapsed = 'PT4M12S'
            }

            [pscustomobject] $row
        }
    }

    $columns = 'Time, Pool, FrontEnd, EntryCount, Event, CountBefore, Candidates, Deleted, Skipped, SkippedBy, Status, Elapsed, BackupFile, RunId' -split ', '
    $history = Join-Path $folder 'history.csv'
    $rows | Select-Object -Property $columns | Export-Csv -LiteralPath $history -NoTypeInformation -Encoding UTF8
    $report = Export-PsdReport (Join-Path $folder 'report.html') -HistoryPath $history -Threshold 100000 -Title 'pool01.contoso.com'
    # Chromium does not run in its sandbox as root.
    & $Chromium --headless --no-sandbox --disable-gpu --hide-scrollbars "--window-size=1000,1150" "--screenshot=$picture" "file://$($report.FullName)" 2>&1 | Out-Null
    Get-Item -LiteralPath $picture | Select-Object -Property Name, Length
}
finally { Remove-Item -LiteralPath $folder -Recurse -Force }
