Describe 'A bundle for somebody who helps' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
        $lab = Start-Lab
        Import-Lab $lab
        $folder = Join-Path ([IO.Path]::GetTempPath()) "psdpurge-bundle-$([guid]::NewGuid().ToString('N'))"
        [void](New-Item -ItemType Directory $folder)
        $here = Get-Location
        Set-Location $folder
        $checks = @(Test-PsdPool $lab.Pool -Credential $lab.Credential -BundlePath .\pool.zip)
        Expand-Archive (Join-Path $folder 'pool.zip') -DestinationPath (Join-Path $folder 'open')
        function Read-BundleFile { param([string] $Name) [IO.File]::ReadAllText((Join-Path $folder "open/$Name")) | ConvertFrom-Json }
    }

    AfterAll {
        Set-Location $here
        Remove-Module PsdPurge, SkypeForBusiness -ErrorAction SilentlyContinue
        Stop-Lab $lab
        Remove-Item $folder -Recurse -Force
    }

    It 'is written where the session stands, and the list says so' {
        $checks[-1].Check | Should -Be 'Bundle'
        $checks[-1].Found | Should -BeLike "*pool.zip was written*"
    }

    It 'can be read without this module' {
        $index = Read-BundleFile 'bundle.json'
        $index.format | Should -Be 1
        @($index.pools).Count | Should -Be 1
        @($index.pools[0].frontEnds).Count | Should -Be $lab.FrontEnds.Count
        $catalog = @(Read-BundleFile 'pool1/frontend1/catalog.json' | ForEach-Object { $_ })
        $document = $catalog[0].tables | Where-Object { $_.table -eq 'Document' }
        @($document.columns | ForEach-Object { $_.name }) | Should -Contain 'OwnerId'
        (Read-BundleFile 'pool1/search.json').found.name | Should -Be 'owner-column'
        @(Read-BundleFile 'checks.json' | ForEach-Object { $_ }).Count | Should -Be ($checks.Count - 1)
    }

    It 'names nobody' {
        foreach ($file in Get-ChildItem (Join-Path $folder 'open') -Recurse -File) {
            $text = [IO.File]::ReadAllText($file.FullName)
            foreach ($secret in 'contoso', 'help_desk', 'webinar', '1W9J71SKSX2X', $lab.FrontEnds[0].password) { $text | Should -Not -Match ([regex]::Escape($secret)) }
        }
    }

    It 'is not overwritten without -Force, and -WhatIf writes none' {
        { Test-PsdPool $lab.Pool -Credential $lab.Credential -BundlePath .\pool.zip -ErrorAction Stop } | Should -Throw -ErrorId 'BundleExists*'
        [void](Test-PsdPool $lab.Pool -Credential $lab.Credential -BundlePath .\other.zip -WhatIf)
        Test-Path (Join-Path $folder 'other.zip') | Should -BeFalse
    }
}
