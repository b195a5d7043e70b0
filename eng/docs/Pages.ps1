# Finds the blocks of the documentation that show real output, and runs their commands to get the current output. eng/Update-Docs.ps1 and
# tests/Pester/Docs.Tests.ps1 dot-source this script.
#
# A block is a line "<!-- output -->" and a fence of text below it. A line that begins with "PS> " is a command, and one with ">> " continues it. All other
# lines are output.
# The commands of a page run in one session, from top to bottom, on a separate lab pool with a fixed seed. These values differ from run to run and are replaced:
#   the loopback addresses of the lab's Front-Ends    fe01.contoso.com, fe02.contoso.com, ...
#   every time                                        2026-01-12T02:30:00Z
#   every duration                                    2.5 seconds
#   the folders of backups and of the session         C:\ProgramData\PsdPurge\Backup and nothing
# Rows are sorted by Front-End, because Front-Ends answer in any order. Messages are broken at 100 columns, between words. Nothing else is changed.

$outputBlock = '(?ms)^<!-- output -->\n```text\n(?<text>.*?)^```\n'
$labEntries = 2000

function Read-Page {
    param([string] $Path)
    [IO.File]::ReadAllText($Path).Replace("`r`n", "`n")
}

# The pages that have such blocks.
function Get-OutputPage {
    param([string] $Root)
    @(Get-Item -LiteralPath (Join-Path $Root 'README.md')) + @(Get-ChildItem -Path (Join-Path $Root 'docs') -Filter *.md -Recurse) |
        Where-Object { [regex]::IsMatch((Read-Page $_.FullName), $outputBlock) }
}

# The commands of a block, as they are written, with their prompts.
function Get-BlockCommand {
    param([string] $Text)
    $commands = New-Object System.Collections.ArrayList
    foreach ($line in $Text -split "`n") {
        if ($line.StartsWith('PS> ')) { [void] $commands.Add($line) }
        elseif ($line.StartsWith('>> ')) { $commands[$commands.Count - 1] += "`n$line" }
    }

    $commands
}

# Returns the page with the current output.
function Update-Page {
    param([string] $Page)
    $commands = @([regex]::Matches($Page, $outputBlock) | ForEach-Object { Get-BlockCommand $_.Groups['text'].Value })
    $outputs = Invoke-PageCommand $commands
    $script:next = 0
    [regex]::Replace($Page, $outputBlock, {
            param($match)
            $parts = foreach ($command in Get-BlockCommand $match.Groups['text'].Value) {
                $output = $outputs[$script:next++]
                if ($output) { "$command`n$output`n" } else { $command }
            }

            "<!-- output -->`n``````text`n$(($parts -join "`n").TrimEnd("`n"))`n```````n"
        })
}

# Breaks a message into lines, as a window of 100 columns shows it.
function Split-Line {
    param([string] $Line)
    while ($Line.Length -gt 100) {
        $at = $Line.LastIndexOf(' ', 100)
        if ($at -le 0) { break }
        $Line.Substring(0, $at)
        $Line = $Line.Substring($at + 1)
    }

    $Line
}

# Runs the commands in one session, and returns what each of them prints.
function Invoke-PageCommand {
    param([string[]] $Commands)
    $mark = '@@@@@'
    $lab = Start-Lab -Entries $labEntries
    $folder = Join-Path ([IO.Path]::GetTempPath()) "psdpurge-docs-$([guid]::NewGuid().ToString('N'))"
    [void] (New-Item -ItemType Directory -Path $folder)
    try {
        $names = @{}
        $names[$folder] = 'C:\ProgramData\PsdPurge\Backup'
        for ($i = 0; $i -lt $lab.FrontEnds.Count; $i++) { $names[$lab.FrontEnds[$i].computerName] = "fe0$($i + 1).contoso.com" }
        $session = @(
            ". '$PSScriptRoot/Session.ps1'"
            '$stableNames = @{' + (($names.Keys | ForEach-Object { "'$_' = '$($names[$_])'" }) -join '; ') + '}'
            "Set-Location -LiteralPath '$folder'"
            "`$env:PSDPURGE_PROFILES = 'none'"
            "`$PSDefaultParameterValues['Remove-AppEndpointPsdEntries:BackupPath'] = '$folder'"
            "`$PSDefaultParameterValues['Wait-PoolReplicationReady:PollInterval'] = 1"
            foreach ($command in $Commands) {
                "'$mark'"
                ". { $(($command -replace '(?m)^(PS> |>> )', '')) } 2>&1 | Show-Stable"
            }
        ) -join "`n"
        $run = Invoke-Session $lab $session -Options @() -Answers (@('A') * 8)
        $text = $run.Output -join "`n"
        foreach ($name in $names.Keys) { $text = $text.Replace($name, $names[$name]) }
        @($text -split "(?m)^$mark\n?" | Select-Object -Skip 1 | ForEach-Object { (($_ -split "`n" | ForEach-Object { Split-Line $_.TrimEnd() }) -join "`n").Trim("`n") })
    }
    finally {
        Stop-Lab $lab
        Remove-Item -LiteralPath $folder -Recurse -Force
    }
}
