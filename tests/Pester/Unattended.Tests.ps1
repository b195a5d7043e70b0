Describe 'Unattended, as a scheduled task runs it' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
        $lab = Start-Lab
        $backup = Join-Path $TestDrive 'backup'
    }

    AfterAll { Stop-Lab $lab }

    It 'refuses to ask where nobody can answer, and deletes nothing' {
        $run = Invoke-Session $lab "Remove-AppEndpointPsdEntries $($lab.Pool) -BackupPath '$backup'; (Get-PsdEntryCount $($lab.Pool) | Measure-Object EntryCount -Sum).Sum"
        $run.Output[-1] | Should -Be ($lab.FrontEnds | Measure-Object entries -Sum).Sum
    }

    It 'says with -WhatIf which server and how many, a line each' {
        $run = Invoke-Session $lab "Remove-AppEndpointPsdEntries $($lab.Pool) -WhatIf"
        foreach ($frontEnd in $lab.FrontEnds) {
            @($run.Output | Where-Object { $_ -like "What if:*orphaned entries*$($frontEnd.computerName)\RTCLOCAL*" }).Count | Should -Be 1
        }
    }

    It 'asks nothing with -Confirm:$false and ends with exit code 0' {
        $run = Invoke-Session $lab @"
`$results = Remove-AppEndpointPsdEntries $($lab.Pool) -BackupPath '$backup' -Confirm:`$false -ErrorVariable problems
(`$results | Measure-Object Deleted -Sum).Sum
exit @(`$problems).Count
"@
        $run.ExitCode | Should -Be 0
        [int] $run.Output[-1] | Should -BeGreaterThan 0
    }

    It 'ends with the exit code that the script gives it after an error' {
        (Invoke-Session $lab 'Get-PsdEntryCount nowhere.contoso.com -ErrorVariable problems; exit @($problems).Count').ExitCode | Should -Be 1
    }

    It 'runs the maintenance script as a task does: exit code 0, a history, a log and a report' {
        $data = Join-Path $TestDrive 'maintenance'
        $script = Join-Path (Split-Path -Parent $lab.Module) 'Invoke-PsdMaintenance.ps1'
        $run = Invoke-Session $lab "& '$script' -PoolName $($lab.Pool) -AllPoolEndpoints -DataPath '$data'; exit `$LASTEXITCODE"
        $run.ExitCode | Should -Be 0
        Join-Path $data 'report.html' | Should -Exist
        @(Get-ChildItem (Join-Path $data 'logs') -Filter *.log).Count | Should -Be 1
        @(Import-Csv (Join-Path $data 'history.csv') | Where-Object Event -EQ 'Purge').Count | Should -Be $lab.FrontEnds.Count
    }

    It 'says with exit code 2 that the maintenance script could do nothing' {
        $script = Join-Path (Split-Path -Parent $lab.Module) 'Invoke-PsdMaintenance.ps1'
        (Invoke-Session $lab "& '$script' -PoolName nowhere.contoso.com -DataPath '$(Join-Path $TestDrive 'nothing')'; exit `$LASTEXITCODE").ExitCode | Should -Be 2
    }

    It 'runs the drop-in script of the old name: select and delete, exit code 0' {
        $script = Join-Path (Split-Path -Parent $lab.Module) 'PurgeAppEndpointUserDataFromPSD.ps1'
        foreach ($command in 'select', 'delete') {
            (Invoke-Session $lab "Set-Location '$TestDrive'; & '$script' -PoolName $($lab.Pool) -Command $command; exit `$LASTEXITCODE").ExitCode | Should -Be 0
        }
    }
}
