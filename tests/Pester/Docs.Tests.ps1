BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
    . (Join-Path $root 'eng/docs/Pages.ps1')
    $pages = @(Get-OutputPage $root | ForEach-Object { @{ Page = $_.Name; Path = $_.FullName } })
}

Describe 'A page that shows output' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
        . (Join-Path $root 'eng/docs/Pages.ps1')

        # The pages show what the pinned PowerShell prints on Linux. Another one may lay out a table differently, or have no ellipsis on its console.
        $pinned = (Get-Content -LiteralPath (Join-Path $root '.config/dotnet-tools.json') -Raw | ConvertFrom-Json).tools.powershell.version
        $isPinned = "$($PSVersionTable.PSVersion)" -eq $pinned -and [Environment]::OSVersion.Platform -ne 'Win32NT'
    }

    It 'shows what its commands print today, or run eng/Update-Docs.ps1: <Page>' -ForEach $pages {
        if (-not $isPinned) { Set-ItResult -Skipped -Because 'the pages show the pinned PowerShell on Linux' }

        $page = Read-Page $Path
        Update-Page $page | Should -BeExactly $page
    }
}
