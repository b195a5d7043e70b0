BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
    . (Join-Path $root 'eng/docs/Pages.ps1')
    $pages = @(Get-OutputPage $root | ForEach-Object { @{ Page = $_.Name; Path = $_.FullName } })

    # The pages show what the pinned PowerShell prints. Another one may lay a table out in another way.
    $pinned = (Get-Content -LiteralPath (Join-Path $root '.config/dotnet-tools.json') -Raw | ConvertFrom-Json).tools.powershell.version
    $isPinned = "$($PSVersionTable.PSVersion)" -eq $pinned -and [Environment]::OSVersion.Platform -ne 'Win32NT'
}

Describe 'A page that shows output' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'PsdPurge.Lab.ps1')
        . (Join-Path $root 'eng/docs/Pages.ps1')
    }

    It 'shows what its commands print today, or run eng/Update-Docs.ps1: <Page>' -ForEach $pages -Skip:(-not $isPinned) {
        $page = Read-Page $Path
        Update-Page $page | Should -BeExactly $page
    }
}
