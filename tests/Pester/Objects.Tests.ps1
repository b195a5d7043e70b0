Describe 'What the cmdlets put out, for other commands' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
        $lab = Start-Lab
        Import-Lab $lab
        $PSDefaultParameterValues['*-*Psd*:Credential'] = $lab.Credential
        $csv = Join-Path $TestDrive 'objects.csv'
        $counts = @(Get-PsdEntryCount $lab.Pool)
        $entries = @(Select-AppEndpointPsdEntries $lab.Pool)
    }

    AfterAll {
        $PSDefaultParameterValues.Remove('*-*Psd*:Credential')
        Remove-Module PsdPurge, SkypeForBusiness -ErrorAction SilentlyContinue
        Stop-Lab $lab
    }

    It 'keeps every property of an entry in a CSV file' {
        $entries | Export-Csv $csv -NoTypeInformation
        $read = @(Import-Csv $csv)
        $read.Count | Should -Be $entries.Count
        foreach ($name in 'Pool', 'FrontEnd', 'SipAddress', 'ConferenceId', 'DocId', 'Entries', 'Bytes') { "$($read[0].$name)" | Should -Be "$($entries[0].$name)" }
    }

    It 'removes nothing else than what comes from JSON' {
        $chosen = @($entries | Select-Object -First 2)
        $results = @($chosen | ConvertTo-Json | ConvertFrom-Json | ForEach-Object { $_ } | Remove-AppEndpointPsdEntries -WhatIf -WarningAction SilentlyContinue)
        ($results | Measure-Object Candidates -Sum).Sum | Should -Be ($chosen | Measure-Object Entries -Sum).Sum
    }

    It 'writes counts as JSON with numbers as numbers' {
        $read = @($counts | ConvertTo-Json | ConvertFrom-Json | ForEach-Object { $_ })
        $read.Count | Should -Be $counts.Count
        foreach ($i in 0..($counts.Count - 1)) {
            $read[$i].EntryCount | Should -Be $counts[$i].EntryCount
            $read[$i].FrontEnd | Should -Be $counts[$i].FrontEnd
        }
        ($read[0].EntryCount -is [long] -or $read[0].EntryCount -is [int]) | Should -BeTrue
    }

    It 'lets growth be measured from a history and from objects alike' {
        $history = Join-Path $TestDrive 'history.csv'
        $counts | Add-PsdHistory $history
        @(Measure-PsdGrowth $history).Count | Should -Be $lab.FrontEnds.Count
        @($counts | Measure-PsdGrowth).Count | Should -Be $lab.FrontEnds.Count
    }

    It 'shows <Name> as a list and as a table' -ForEach @(
        @{ Name = 'a count'; Make = { $counts[0] } }
        @{ Name = 'an entry'; Make = { $entries[0] } }
        @{ Name = 'a result'; Make = { Remove-AppEndpointPsdEntries $lab.Pool -WhatIf -WarningAction SilentlyContinue | Select-Object -First 1 } }
        @{ Name = 'a schema profile'; Make = { Resolve-PsdSchemaProfile $lab.Pool | Select-Object -First 1 } }
        @{ Name = 'a growth estimate'; Make = { $counts | Measure-PsdGrowth | Select-Object -First 1 } }
        @{ Name = 'a replication state'; Make = { Wait-PoolReplicationReady $lab.Pool -PollInterval 1 } }
    ) {
        $object = & $Make
        $text = $object | Format-List | Out-String
        $text | Should -Match '(?m)^Pool\s+: \S'
        # A collection or an object has a text of its own, and not the name of its type.
        $text | Should -Not -Match ': (System\.|PsdPurge\.)'
        ($object | Format-Table | Out-String) | Should -Match '(?m)^-+ '
    }

    It 'asks several pools side by side with ForEach-Object -Parallel' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        # The parameter is splatted, because scripts here must suit Windows PowerShell, which has no such parameter.
        $parallel = @{
            Parallel = {
                $lab = $using:lab
                Import-Module $lab.StandIn, $lab.Module
                @(Get-PsdEntryCount $lab.Pool -Credential $lab.Credential).Count
            }
        }
        $numbers = 1..3 | ForEach-Object @parallel
        $numbers | Should -Be @(1..3 | ForEach-Object { $lab.FrontEnds.Count })
    }

    It 'tells progress, and that it is over' {
        $shell = [powershell]::Create()
        try {
            [void] $shell.AddScript('param($Lab) Import-Module $Lab.StandIn, $Lab.Module; Remove-AppEndpointPsdEntries $Lab.Pool -Credential $Lab.Credential -NoBackup -MaxEntries 1 -Confirm:$false -WarningAction SilentlyContinue').AddArgument($lab)
            @($shell.Invoke()).Count | Should -Be $lab.FrontEnds.Count
            $shell.Streams.Error.Count | Should -Be 0
            $shell.Streams.Progress.Count | Should -BeGreaterThan 0
            $open = @{}
            foreach ($record in $shell.Streams.Progress) { $open[$record.ActivityId] = "$($record.RecordType)" }
            $open.Values | Sort-Object -Unique | Should -Be 'Completed'
        }
        finally { $shell.Dispose() }
    }
}
