Describe 'The module in an admin''s session' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
        $lab = Start-Lab
        Import-Lab $lab
        $login = @{ Credential = $lab.Credential }
    }

    AfterAll {
        Remove-Module PsdPurge, SkypeForBusiness -ErrorAction SilentlyContinue
        Stop-Lab $lab
    }

    It 'has a manifest that PowerShell accepts' {
        (Test-ModuleManifest $lab.Module).ExportedCmdlets.Keys | Should -Contain 'Remove-AppEndpointPsdEntries'
    }

    It 'takes defaults from $PSDefaultParameterValues' {
        $PSDefaultParameterValues['Get-PsdEntryCount:Credential'] = $lab.Credential
        $PSDefaultParameterValues['Get-PsdEntryCount:PoolFqdn'] = $lab.Pool
        try { @(Get-PsdEntryCount).Count | Should -Be $lab.FrontEnds.Count }
        finally { $PSDefaultParameterValues.Clear() }
    }

    It 'collects errors in -ErrorVariable and goes on with the other Front-Ends' {
        $counts = @(Get-PsdEntryCount -ComputerName $lab.FrontEnds[0].computerName, 'nowhere.invalid' -ConnectTimeout 2 @login -ErrorVariable problems -ErrorAction SilentlyContinue)
        $counts.Count | Should -Be 1
        @($problems | Where-Object { $_.FullyQualifiedErrorId -like 'FrontEndUnreachable*' }).Count | Should -Be 1
    }

    It 'stops with -ErrorAction Stop' {
        { Get-PsdEntryCount 'nowhere.contoso.com' @login -ErrorAction Stop } | Should -Throw -ErrorId 'PoolNotFound*'
    }

    It 'writes a log with -Verbose' {
        $log = @(Select-AppEndpointPsdEntries $lab.Pool @login -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        $log.Count | Should -BeGreaterThan 0
        $log | ForEach-Object { $_.Message | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ ' }
    }

    It 'works after Import-Module -Force and after it was removed and imported again' {
        Import-Module $lab.Module -Force -Scope Global
        @(Get-PsdEntryCount $lab.Pool @login).Count | Should -Be $lab.FrontEnds.Count
        Remove-Module PsdPurge
        Import-Module $lab.Module -Scope Global
        @(Get-PsdEntryCount $lab.Pool @login).Count | Should -Be $lab.FrontEnds.Count
    }

    It 'completes names with Tab' {
        $line = 'Get-PsdEntryCount -PoolFqdn '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain $lab.Pool
    }

    It 'works in a job' {
        if (-not (Get-Command Start-Job -ErrorAction SilentlyContinue)) { Set-ItResult -Skipped -Because 'this host has no jobs'; return }
        $job = Start-Job -ArgumentList $lab.StandIn, $lab.Module, $lab.Topology, $lab.Pool, $lab.Credential -ScriptBlock {
            param($StandIn, $Module, $Topology, $Pool, $Credential)
            $env:PSDPURGE_LAB_TOPOLOGY = $Topology
            Import-Module $StandIn, $Module
            Get-PsdEntryCount $Pool -Credential $Credential
        }
        try { @($job | Receive-Job -Wait).Count | Should -Be $lab.FrontEnds.Count }
        finally { $job | Remove-Job -Force }
    }
}

Describe 'Ctrl+C in a console' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
        $lab = Start-Lab -Entries 2000
        Import-Lab $lab
        $login = @{ Credential = $lab.Credential }
        function Get-Sum { (Get-PsdEntryCount $lab.Pool @login | Measure-Object EntryCount -Sum).Sum }
        $before = Get-Sum
    }

    AfterAll {
        Remove-Module PsdPurge, SkypeForBusiness -ErrorAction SilentlyContinue
        Stop-Lab $lab
    }

    It 'ends a removal after the current batch, says what was deleted, and leaves the backup' {
        # A run of single lines, as in dotnet test, ignores -Skip.
        if ([IO.Path]::DirectorySeparatorChar -ne '/') { Set-ItResult -Skipped -Because 'no signal does here what the key does'; return }
        $backups = Join-Path $TestDrive 'stopped'
        $output = @(Invoke-InterruptedSession $lab -After 'deleting begins' -When { (Get-Sum) -lt $before } -Script @"
Remove-AppEndpointPsdEntries $($lab.Pool) -BatchSize 1 -BatchDelay 0.1 -BackupPath '$backups' -Confirm:`$false -Verbose
'went on'
"@)
        $output | Should -Not -Contain 'went on'
        $lines = @($output | Where-Object { $_ -match ': Stopped; ([\d,]+) of [\d,]+ orphaned entries deleted\. Backup: (.+)$' })
        $lines.Count | Should -Be $lab.FrontEnds.Count -Because ($output -join "`n")
        $deleted = ($lines | ForEach-Object { [void] ($_ -match 'Stopped; ([\d,]+) of'); [long] ($Matches[1] -replace ',') } | Measure-Object -Sum).Sum
        $deleted | Should -Be ($before - (Get-Sum))
        $deleted | Should -BeGreaterThan 0
        (Get-Sum) | Should -BeGreaterThan ($before / 4)
        @(Get-ChildItem $backups -Filter *.sql | Select-String -SimpleMatch 'DocId').Count | Should -BeGreaterThan 0
    }

    It 'lets the next run go on where the stopped one ended' {
        $results = @(Remove-AppEndpointPsdEntries $lab.Pool -NoBackup -Confirm:$false @login)
        $results.Status | Should -Be (@('Completed') * $lab.FrontEnds.Count)
    }
}
