BeforeDiscovery {
    # The examples of every cmdlet of the module, as a user reads them with Get-Help.
    . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
    Import-Module (Get-StagedModule $root) -Force
    $examples = @(
        foreach ($command in Get-Command -Module PsdPurge -CommandType Cmdlet) {
            foreach ($example in (Get-Help $command.Name -Full).examples.example) {
                @{ Command = $command.Name; Title = $example.title.Trim('-', ' '); Code = "$($example.code)" }
            }
        }
    )
    Remove-Module PsdPurge
    $purging = @($examples | Where-Object { $_.Code -match '(?m)^.*Remove-AppEndpointPsdEntries(?!.*-WhatIf)' })
    $looking = @($examples | Where-Object { $purging -notcontains $_ })
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')

    # Remoting to the lab's Front-End stays in this session.
    function global:Invoke-Command { param($ComputerName, $ScriptBlock) & $ScriptBlock }

    # Runs an example of the page. Names, paths and the time to wait are replaced.
    function Invoke-Example {
        param($Lab, [string] $Code)
        for ($i = 0; $i -lt $Lab.FrontEnds.Count; $i++) { $Code = $Code.Replace("fe0$($i + 1).contoso.com", $Lab.FrontEnds[$i].computerName) }
        $Code = $Code.Replace('pool01.contoso.com', $Lab.Pool).Replace('D:\', "$TestDrive/").Replace('.\', './').Replace('-StableFor 00:20:00', '-StableFor 1')
        $global:PSDefaultParameterValues['*-*Psd*:Credential'] = $Lab.Credential
        $global:PSDefaultParameterValues['Wait-PoolReplicationReady:Credential'] = $Lab.Credential
        $global:PSDefaultParameterValues['Wait-PoolReplicationReady:PollInterval'] = 1
        $global:ConfirmPreference = 'None'
        $ErrorActionPreference = 'Continue'
        Push-Location (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))))
        $global:Error.Clear()
        try {
            $output = @([scriptblock]::Create($Code).Invoke())
            # The lab's topology contains another pool, whose Front-Ends do not exist.
            $problems = @($global:Error | Where-Object { "$($_.TargetObject)" -notlike 'fe1*' })
        }
        finally {
            Pop-Location
            $global:ConfirmPreference = 'High'
            $global:PSDefaultParameterValues.Clear()
        }

        [pscustomobject]@{ Output = $output; Problems = $problems }
    }

    function Get-EntrySum {
        param($Lab)
        (Get-PsdEntryCount $Lab.Pool -Credential $Lab.Credential | Measure-Object EntryCount -Sum).Sum
    }
}

AfterAll {
    Remove-Item Function:\Invoke-Command
}

Describe 'An example of the help that only looks' {
    BeforeAll {
        $lab = Start-Lab -Entries 200
        Import-Lab $lab
        $before = Get-EntrySum $lab
    }

    AfterAll {
        Remove-Module PsdPurge, SkypeForBusiness -ErrorAction SilentlyContinue
        Stop-Lab $lab
    }

    It 'runs as it stands there, without an error: <Command>, <Title>' -ForEach $looking {
        $run = Invoke-Example $lab $Code
        $run.Problems | Should -BeNullOrEmpty
    }

    It 'has removed nothing' {
        Get-EntrySum $lab | Should -Be $before
    }
}

Describe 'An example of the help that removes' {
    BeforeEach {
        $lab = Start-Lab -Entries 200
        Import-Lab $lab
    }

    AfterEach {
        Remove-Module PsdPurge, SkypeForBusiness -ErrorAction SilentlyContinue
        Stop-Lab $lab
    }

    It 'runs as it stands there, without an error, and removes: <Command>, <Title>' -ForEach $purging {
        $before = Get-EntrySum $lab
        $run = Invoke-Example $lab $Code
        $run.Problems | Should -BeNullOrEmpty
        Get-EntrySum $lab | Should -BeLessThan $before
    }
}
