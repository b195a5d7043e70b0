Describe 'What the module shows in a window of 120 columns' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
        $lab = Start-Lab
        Import-Lab $lab
        $PSDefaultParameterValues['*-*Psd*:Credential'] = $lab.Credential
        function Show { param([Parameter(ValueFromPipeline = $true)] $InputObject) end { (($input | Out-String -Width 120) -replace '\x1b\[[0-9;]*m', '') -split '\r?\n' | Where-Object { $_.Trim() } } }
    }

    AfterAll {
        $PSDefaultParameterValues.Remove('*-*Psd*:Credential')
        Remove-Module PsdPurge, SkypeForBusiness -ErrorAction SilentlyContinue
        Stop-Lab $lab
    }

    It 'shows counts with separators at the right edge of their column' {
        $lines = @(Get-PsdEntryCount $lab.Pool | Show)
        $lines[0] | Should -Match '^Pool\s+FrontEnd\s+EntryCount Time'
        $end = $lines[0].IndexOf('EntryCount') + 'EntryCount'.Length
        $lines | Select-Object -Skip 2 | ForEach-Object { $_.Substring(0, $end) | Should -Match '[\d,]+$' }
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
    }

    It 'shows entries with a size for people, while the property stays a number of bytes' {
        $entry = Select-AppEndpointPsdEntries $lab.Pool | Select-Object -First 1
        $entry.Bytes | Should -BeOfType [long]
        $lines = @($entry | Show)
        $lines[0] | Should -Match 'FrontEnd\s+SipAddress\s+ConferenceId\s+DocId\s+Entries\s+Size'
        $lines[-1] | Should -Match '\d (bytes|KB|MB)\s*$'
    }

    It 'shows the result of a removal as one line a Front-End, status last' {
        $results = @(Remove-AppEndpointPsdEntries $lab.Pool -NoBackup -Confirm:$false -WarningAction SilentlyContinue)
        $lines = @($results | Show)
        $lines.Count | Should -Be ($lab.FrontEnds.Count + 2)
        $lines[0].TrimEnd() | Should -Match '^FrontEnd.*Deleted.*Status$'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
        ($results[0] | Format-List | Out-String) | Should -Match '(?s)Elapsed.*Time\s+: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ.*BackupFile'
    }

    It 'shows every cmdlet''s help with syntax, parameters and examples' {
        foreach ($command in Get-Command -Module PsdPurge -CommandType Cmdlet) {
            $help = Get-Help $command.Name -Full | Out-String
            $help | Should -Match 'SYNOPSIS'
            $help | Should -Match 'Example 3'
        }
        (Get-Help about_PsdPurge | Out-String) | Should -Match 'THE PROCEDURE'
    }
}
