Describe 'The procedure of KB 3167232' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
        $lab = Start-Lab
        Import-Lab $lab
        $PSDefaultParameterValues['*-*Psd*:Credential'] = $lab.Credential
        $backup = Join-Path $TestDrive 'backup'
        $csv = Join-Path $TestDrive 'psd.csv'
        $orphans = @{}
        $lab.FrontEnds | ForEach-Object { $orphans[$_.computerName] = $_.orphans }
    }

    AfterAll {
        $PSDefaultParameterValues.Remove('*-*Psd*:Credential')
        Remove-Module PsdPurge, SkypeForBusiness -ErrorAction SilentlyContinue
        Stop-Lab $lab
    }

    It 'counts every Front-End of a pool' {
        $counts = @(Get-PsdEntryCount $lab.Pool)
        $counts.Count | Should -Be $lab.FrontEnds.Count
        foreach ($frontEnd in $lab.FrontEnds) {
            ($counts | Where-Object FrontEnd -eq $frontEnd.computerName).EntryCount | Should -Be $frontEnd.entries
        }
    }

    It 'takes pools from Get-CsPool' {
        @(Get-CsPool $lab.Pool | Get-PsdEntryCount).Count | Should -Be $lab.FrontEnds.Count
    }

    It 'counts Front-Ends that are named, without a pool' {
        $counts = @(Get-PsdEntryCount -ComputerName $lab.FrontEnds[0].computerName, $lab.FrontEnds[1].computerName)
        $counts.Count | Should -Be 2
        @($counts | Where-Object { $_.Pool }).Count | Should -Be 0
    }

    It 'stops asking when the pipeline has enough' {
        @(Select-AppEndpointPsdEntries $lab.Pool | Select-Object -First 1).Count | Should -Be 1
    }

    It 'says with -WhatIf what it would delete, and deletes nothing' {
        $before = @(Get-PsdEntryCount $lab.Pool | Sort-Object FrontEnd).EntryCount
        $results = @(Remove-AppEndpointPsdEntries $lab.Pool -BackupPath $backup -WhatIf -WarningAction SilentlyContinue)
        $results.Status | Sort-Object -Unique | Should -Be 'NotConfirmed'
        @(Get-PsdEntryCount $lab.Pool | Sort-Object FrontEnd).EntryCount | Should -Be $before
        Test-Path $backup | Should -BeFalse
    }

    It 'removes only what is piped in, also by way of a CSV file' {
        $reviewed = @(Select-AppEndpointPsdEntries $lab.Pool | Select-Object -First 3)
        $reviewed | Export-Csv $csv -NoTypeInformation
        $results = @(Import-Csv $csv | Remove-AppEndpointPsdEntries -BackupPath $backup -Confirm:$false -WarningAction SilentlyContinue)
        ($results | Measure-Object Deleted -Sum).Sum | Should -Be ($reviewed | Measure-Object Entries -Sum).Sum
        $left = Select-AppEndpointPsdEntries $lab.Pool
        foreach ($entry in $reviewed) {
            @($left | Where-Object { $_.FrontEnd -eq $entry.FrontEnd -and $_.DocId -eq $entry.DocId }).Count | Should -Be 0
        }
    }

    It 'removes every orphan with a backup, and reminds of the setting that prevents them' {
        $results = @(Remove-AppEndpointPsdEntries $lab.Pool -AllPoolEndpoints -BackupPath $backup -Confirm:$false -WarningVariable warnings -WarningAction SilentlyContinue)
        $results.Status | Sort-Object -Unique | Should -Be 'Completed'
        foreach ($result in $results) {
            $result.CountAfter | Should -Be ($result.CountBefore - $result.Deleted)
            Test-Path -LiteralPath $result.BackupFile | Should -BeTrue
        }
        @($warnings | Where-Object { "$_" -like 'EnableReliableConferenceDeletion is off*' }).Count | Should -Be 1
        @(Select-AppEndpointPsdEntries $lab.Pool -AllPoolEndpoints).Count | Should -Be 0
    }

    It 'says that there is nothing left to do' {
        $results = @(Remove-AppEndpointPsdEntries $lab.Pool -AllPoolEndpoints -Confirm:$false -WarningAction SilentlyContinue)
        $results.Status | Sort-Object -Unique | Should -Be 'NothingToDo'
    }

    It 'waits until the pool is ready' {
        (Wait-PoolReplicationReady $lab.Pool -PollInterval 1).State | Should -Be 'Ready'
    }
}
