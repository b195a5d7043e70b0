Describe 'A session that is not like others' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
        $lab = Start-Lab
        $pool = $lab.Pool
        $whole = ($lab.FrontEnds | Measure-Object entries -Sum).Sum

        # Counts, selects, goes through a CSV file, and shows what a removal would do. The last line contains the sum of the counts, and the number of entries
        # twice: in the file, and as candidates.
        $procedure = @"
`$counts = @(Get-PsdEntryCount $pool)
`$csv = '$(Join-Path $TestDrive 'environment.csv')'
Select-AppEndpointPsdEntries $pool | Export-Csv `$csv -NoTypeInformation
`$results = @(Import-Csv `$csv | Remove-AppEndpointPsdEntries -WhatIf -WarningAction SilentlyContinue)
'{0} {1} {2}' -f (`$counts | Measure-Object EntryCount -Sum).Sum, (@(Import-Csv `$csv) | Measure-Object Entries -Sum).Sum, (`$results | Measure-Object Candidates -Sum).Sum
"@
        function Test-Procedure {
            param($Run)
            $numbers = "$($Run.Output[-1])".Split(' ')
            ($Run.Output | Where-Object { $_ -match 'Error|exception' }) | Should -BeNullOrEmpty
            $numbers.Count | Should -Be 3 -Because ($Run.Output -join "`n")
            [long] $numbers[0] | Should -Be $whole
            [long] $numbers[1] | Should -BeGreaterThan 0
            $numbers[2] | Should -Be $numbers[1]
        }
    }

    AfterAll { Stop-Lab $lab }

    It 'works under Set-StrictMode -Version Latest' {
        Test-Procedure (Invoke-Session $lab "Set-StrictMode -Version Latest`n$procedure")
    }

    It 'works with $ErrorActionPreference = ''Stop''' {
        Test-Procedure (Invoke-Session $lab "`$ErrorActionPreference = 'Stop'`n$procedure")
    }

    It 'stops a script at the first error with $ErrorActionPreference = ''Stop''' {
        $run = Invoke-Session $lab "`$ErrorActionPreference = 'Stop'`nGet-PsdEntryCount nowhere.contoso.com`n'went on'"
        $run.Output | Should -Not -Contain 'went on'
        $run.ExitCode | Should -Be 1
    }

    It 'works in ConstrainedLanguage' {
        Test-Procedure (Invoke-Session $lab "`$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'`n$procedure")
    }

    It 'says what is missing where .NET has no cultures' {
        # Windows PowerShell has no such mode.
        if ($PSVersionTable.PSVersion.Major -lt 6) { Set-ItResult -Skipped -Because 'Windows PowerShell always has cultures'; return }
        $before = $env:DOTNET_SYSTEM_GLOBALIZATION_INVARIANT
        $env:DOTNET_SYSTEM_GLOBALIZATION_INVARIANT = '1'
        try { $run = Invoke-Session $lab "try { Get-PsdEntryCount $pool -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }" }
        finally { $env:DOTNET_SYSTEM_GLOBALIZATION_INVARIANT = $before }
        $run.Output[0] | Should -BeLike 'GlobalizationInvariant*'
        ($run.Output -join ' ') | Should -Match 'DOTNET_SYSTEM_GLOBALIZATION_INVARIANT'
    }

    It 'works where commas separate decimals and i has another capital letter: <_>' -ForEach 'de-DE', 'tr-TR' {
        Test-Procedure (Invoke-Session $lab "[Threading.Thread]::CurrentThread.CurrentCulture = '$_'`n[Globalization.CultureInfo]::DefaultThreadCurrentCulture = '$_'`n$procedure")
    }
}

Describe 'A session in which somebody can answer' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
        $lab = Start-Lab
        $pool = $lab.Pool
    }

    AfterAll { Stop-Lab $lab }

    It 'asks before it removes, once for each Front-End, and takes Yes to All' {
        $run = Invoke-Session $lab "Remove-AppEndpointPsdEntries $pool -MaxEntries 1 -NoBackup | ForEach-Object Status" -Options @() -Answers 'A'
        $text = $run.Output -join "`n"
        # The question is asked once, and the answer counts for all Front-Ends. On Windows, it goes to the console and not into the output.
        if ([IO.Path]::DirectorySeparatorChar -eq '/') {
            [regex]::Matches($text, '\[Y\] Yes').Count | Should -Be 1
            $text | Should -Match 'orphaned entries'
        }

        @($run.Output | Where-Object { $_ -eq 'MaxEntriesReached' }).Count | Should -Be $lab.FrontEnds.Count
    }

    It 'removes nothing where the answer is No to All' {
        $run = Invoke-Session $lab "Remove-AppEndpointPsdEntries $pool -NoBackup -WarningAction SilentlyContinue | ForEach-Object Deleted" -Options @() -Answers 'L'
        @($run.Output | Where-Object { $_ -eq '0' }).Count | Should -Be $lab.FrontEnds.Count
    }
}
