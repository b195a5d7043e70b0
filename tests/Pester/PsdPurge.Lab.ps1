# Every suite starts with this: the staged module, a lab pool in a separate process, and the stand-in for the Skype for Business cmdlets. It works in Windows
# PowerShell 5.1 and PowerShell 7. It needs a build: dotnet build.

$root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
. (Join-Path $root 'eng/ThisPowerShell.ps1')

# Tests must not remember anything for the user who runs them.
$env:PSDPURGE_PROFILES = 'none'

# Starts a lab of our own. Returns the line that describes where it is, and the block that ends it.
function Start-LabProcess {
    param([string] $Options)
    $bin = Join-Path $root 'tests/PsdPurge.Lab/bin'
    # dotnet test sets the build that it tests. A run by hand takes the newest one.
    if ($env:PSDPURGE_CONFIGURATION) { $bin = Join-Path $bin $env:PSDPURGE_CONFIGURATION }
    $lab = Get-ChildItem -Path $bin -Recurse -Filter PsdPurge.Lab.dll |
        Sort-Object -Property LastWriteTime -Descending | Select-Object -First 1
    if (-not $lab) { throw 'The lab is not built. Run dotnet build first.' }

    $start = New-Object System.Diagnostics.ProcessStartInfo 'dotnet', "`"$($lab.FullName)`" serve $Options"
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    [pscustomobject]@{
        Line = $process.StandardOutput.ReadLine()
        # The lab ends when its input ends.
        Stop = { $process.StandardInput.Close(); $process.WaitForExit() }.GetNewClosure()
    }
}

# Gets a lab from a process that listens on a port of this machine. This is for a PowerShell that cannot start this machine's .NET, such as Windows' under Wine.
function Connect-Lab {
    param([int] $Port, [string] $Options)
    $connection = New-Object System.Net.Sockets.TcpClient '127.0.0.1', $Port
    $stream = $connection.GetStream()
    $request = [Text.Encoding]::ASCII.GetBytes("$Options`n")
    $stream.Write($request, 0, $request.Length)
    [pscustomobject]@{
        Line = (New-Object System.IO.StreamReader $stream).ReadLine()
        Stop = { $connection.Close() }.GetNewClosure()
    }
}

function Start-Lab {
    param([int] $Entries = 400)
    $options = "--entries $Entries"
    $lab = if ($env:PSDPURGE_LABS) { Connect-Lab $env:PSDPURGE_LABS $options } else { Start-LabProcess $options }
    if (-not $lab.Line) { throw 'The lab ended before it said where it is.' }

    $description = $lab.Line | ConvertFrom-Json
    $password = New-Object System.Security.SecureString
    $description.frontEnds[0].password.ToCharArray() | ForEach-Object { $password.AppendChar($_) }
    [pscustomobject]@{
        Stop       = $lab.Stop
        Pool       = $description.pool
        FrontEnds  = @($description.frontEnds)
        Topology   = $description.topologyFile
        Credential = New-Object System.Management.Automation.PSCredential $description.frontEnds[0].login, $password
        Module     = Get-StagedModule $root
        StandIn    = Join-Path $root 'out/lab/SkypeForBusiness/SkypeForBusiness.psd1'
    }
}

function Stop-Lab {
    param($Lab)
    & $Lab.Stop
}

function Get-StagedModule {
    param([string] $Root)
    $version = [regex]::Match([IO.File]::ReadAllText((Join-Path $Root 'PsdPurge.psd1')), "ModuleVersion\s*=\s*'([^']+)'").Groups[1].Value
    Join-Path $Root "out/PsdPurge/$version/PsdPurge.psd1"
}

function Import-Lab {
    param($Lab)
    $env:PSDPURGE_LAB_TOPOLOGY = $Lab.Topology
    Import-Module $Lab.StandIn -Force -Scope Global
    Import-Module $Lab.Module -Force -Scope Global
}

# Writes a script for a separate session. It imports the lab's modules, and makes the lab's login the default.
function New-SessionScript {
    param($Lab, [string] $Script)
    $file = Join-Path ([IO.Path]::GetTempPath()) "psdpurge-$([guid]::NewGuid().ToString('N')).ps1"
    $login = $Lab.Credential.GetNetworkCredential()
    @"
`$ErrorActionPreference = 'Continue'
Import-Module '$($Lab.StandIn)'
Import-Module '$($Lab.Module)'
`$password = New-Object System.Security.SecureString
'$($login.Password)'.ToCharArray() | ForEach-Object { `$password.AppendChar(`$_) }
`$PSDefaultParameterValues['*-*Psd*:Credential'] = New-Object System.Management.Automation.PSCredential '$($login.UserName)', `$password
$Script
"@ | Set-Content -LiteralPath $file -Encoding ASCII
    $file
}

# Runs a script in a separate session, as a scheduled task does, in the PowerShell that runs this.
function Invoke-Session {
    param($Lab, [string] $Script, [string[]] $Options = @('-NonInteractive'), [string[]] $Answers = @())
    $file = New-SessionScript $Lab $Script
    try {
        $env:PSDPURGE_LAB_TOPOLOGY = $Lab.Topology
        $shell = Get-ThisPowerShell
        $before = $shell.Arguments
        $output = @($Answers | & $shell.Path @before -NoLogo -NoProfile @Options -ExecutionPolicy Bypass -File $file 2>&1 | ForEach-Object { "$_" })
        [pscustomobject]@{ ExitCode = $LASTEXITCODE; Output = $output }
    }
    finally { Remove-Item -LiteralPath $file }
}

# Runs a session in which somebody presses Ctrl+C after it has written a line that matches, as soon as a condition holds. This is for Linux and macOS, where a
# signal does the same as the key.
function Invoke-InterruptedSession {
    param($Lab, [string] $Script, [string] $After, [scriptblock] $When)
    $file = New-SessionScript $Lab $Script
    $shell = Get-ThisPowerShell
    $start = New-Object System.Diagnostics.ProcessStartInfo $shell.Path, ((@($shell.Arguments) + '-NoLogo', '-NoProfile', '-NonInteractive', '-File', $file) -join ' ')
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $env:PSDPURGE_LAB_TOPOLOGY = $Lab.Topology
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        $isPressed = $false
        while ($null -ne ($line = $process.StandardOutput.ReadLine())) {
            $line
            if (-not $isPressed -and $line -match $After) {
                $isPressed = $true
                while (-not (& $When)) { }
                kill -INT $process.Id
            }
        }

        $process.WaitForExit()
    }
    finally { Remove-Item -LiteralPath $file }
}
