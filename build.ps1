<#
.SYNOPSIS
    Builds, tests, packs or installs the PsdPurge module.
.DESCRIPTION
    Runs in Windows PowerShell 5.1 and in PowerShell 7, on Windows and Linux. Needs the .NET SDK 10. Install does not need it if the module is already built.
    It downloads only from NuGet.
.PARAMETER Task
    Build: builds everything and stages the module under out/PsdPurge/<version>.
    Test: builds, and runs all tests with dotnet test. The tests of tests/Pester also run in the PowerShell that runs this script.
    Package: builds, packs out/packages/PsdPurge.<version>.zip and .nupkg, and prints their SHA256 hashes.
    Install: copies the staged module to a folder in which PowerShell looks for modules.
.PARAMETER Configuration
    Debug or Release. The default is Release with Package, and Debug otherwise.
.PARAMETER CertificateThumbprint
    Package: signs the module's own files with this code-signing certificate of the current user or the computer (Windows only).
.PARAMETER TimestampServer
    Package: the server that timestamps the signatures, so that they stay valid after the certificate has expired.
.PARAMETER Scope
    Install: CurrentUser or AllUsers (needs an elevated session).
.PARAMETER Destination
    Install: another folder of modules, such as \\server\share\Modules.
.EXAMPLE
    ./build.ps1 -Task Package -CertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567
.EXAMPLE
    ./build.ps1 -Task Install -Scope AllUsers
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package', 'Install')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration,

    [ValidatePattern('^[0-9A-Fa-f]{40}$')]
    [string] $CertificateThumbprint,

    [string] $TimestampServer,

    [ValidateSet('CurrentUser', 'AllUsers')]
    [string] $Scope = 'CurrentUser',

    [string] $Destination
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
if (-not $Configuration) {
    $Configuration = if ($Task -contains 'Package') { 'Release' } else { 'Debug' }
}

$root = $PSScriptRoot
# Windows PowerShell has no $IsWindows.
$onWindows = [Environment]::OSVersion.Platform -eq 'Win32NT'
$version = [regex]::Match([IO.File]::ReadAllText((Join-Path $root 'PsdPurge.psd1')), "ModuleVersion\s*=\s*'([^']+)'").Groups[1].Value
$staged = Join-Path (Join-Path (Join-Path $root 'out') 'PsdPurge') $version
$packages = Join-Path (Join-Path $root 'out') 'packages'

function Invoke-DotNet {
    param([string[]] $Arguments)
    if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
        throw 'The .NET SDK 10 is not installed (no dotnet on the path). Get it from https://dot.net, or take a built module and copy it.'
    }

    Write-Host "dotnet $($Arguments -join ' ')"
    & dotnet $Arguments | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($Arguments[0]) failed with exit code $LASTEXITCODE. What it wrote above says why." }
}

function Build-Module {
    # On Windows, an assembly that a session has loaded cannot be replaced. A fresh folder also contains nothing of an older build.
    if (Test-Path -LiteralPath $staged) {
        try { Remove-Item -LiteralPath $staged -Recurse -Force }
        catch { throw "$staged cannot be replaced: $($_.Exception.Message) Close the sessions that have imported the module from there." }
    }

    Invoke-DotNet @('build', (Join-Path $root 'PsdPurge.sln'), '--configuration', $Configuration, '--nologo')
    Test-ModuleManifest -Path (Join-Path $staged 'PsdPurge.psd1') | Select-Object -Property Name, Version, ModuleBase | Out-Host
}

# Runs all tests. dotnet test also runs the Pester suite, in the PowerShell that .config/dotnet-tools.json pins, and in this one if it is another.
function Test-Module {
    . (Join-Path (Join-Path $root 'eng') 'ThisPowerShell.ps1')
    $pinned = (Get-Content -LiteralPath (Join-Path (Join-Path $root '.config') 'dotnet-tools.json') -Raw | ConvertFrom-Json).tools.powershell.version
    $before = $env:PSDPURGE_POWERSHELL
    if (-not $before -and "$($PSVersionTable.PSVersion)" -ne $pinned) {
        $this = Get-ThisPowerShell
        $env:PSDPURGE_POWERSHELL = @(@($this.Path) + $this.Arguments)[-1]
    }

    try { Invoke-DotNet @('test', (Join-Path $root 'PsdPurge.sln'), '--configuration', $Configuration, '--no-build', '--nologo') }
    finally { $env:PSDPURGE_POWERSHELL = $before }

    # Tests the core's build for Windows PowerShell 5.1 on the .NET Framework, which only Windows has. .ci/run uses Mono.
    if ($onWindows) {
        $desktop = Join-Path $root "tests/PsdPurge.Core.Tests.Desktop/bin/$Configuration/net472"
        & (Join-Path $desktop 'runner/xunit.console.exe') (Join-Path $desktop 'PsdPurge.Core.Tests.Desktop.dll') | Out-Host
        if ($LASTEXITCODE -ne 0) { throw "The core's tests on .NET Framework failed. What they wrote above says why." }
    }
}

function Add-Signature {
    $certificate = Get-ChildItem -Path Cert:\CurrentUser\My, Cert:\LocalMachine\My -CodeSigningCert |
        Where-Object { $_.Thumbprint -eq $CertificateThumbprint -and $_.HasPrivateKey } | Select-Object -First 1
    if (-not $certificate) { throw "There is no code-signing certificate $CertificateThumbprint with a private key, neither of this user nor of this computer." }

    # Assemblies from others have their own signatures.
    $own = Get-ChildItem -LiteralPath $staged -Recurse -File |
        Where-Object { $_.Name -like 'PsdPurge*.dll' -or '.ps1', '.psd1', '.psm1', '.ps1xml' -contains $_.Extension }
    $signing = @{ Certificate = $certificate; HashAlgorithm = 'SHA256' }
    if ($TimestampServer) { $signing.TimestampServer = $TimestampServer }
    foreach ($file in $own) {
        $signature = Set-AuthenticodeSignature -FilePath $file.FullName @signing
        if ($signature.Status -ne 'Valid') { throw "$($file.FullName) could not be signed: $($signature.StatusMessage)" }
    }

    Write-Host "Signed $(@($own).Count) files as $($certificate.Subject)."
}

function New-ModulePackage {
    if ($CertificateThumbprint) {
        if (-not $onWindows) { throw 'Signing needs Windows: Set-AuthenticodeSignature exists only there.' }
        Add-Signature
    }

    if (-not (Test-Path -LiteralPath $packages)) { New-Item -ItemType Directory -Path $packages | Out-Null }
    . (Join-Path (Join-Path $root 'eng') 'Package.ps1')
    $zip = Join-Path $packages "PsdPurge.$version.zip"
    $nupkg = Join-Path $packages "PsdPurge.$version.nupkg"
    New-ModuleZip -Module $staged -Version $version -Path $zip
    New-ModuleNupkg -Module $staged -Path $nupkg
    Get-FileHash -LiteralPath $zip, $nupkg -Algorithm SHA256 | Select-Object -Property Hash, Path | Format-List | Out-Host
}

function Get-ModuleFolder {
    if ($Destination) { return $Destination }
    $core = $PSVersionTable.PSVersion.Major -ge 6
    if (-not $onWindows) {
        if ($Scope -eq 'AllUsers') { return '/usr/local/share/powershell/Modules' }
        return Join-Path ([Environment]::GetFolderPath('LocalApplicationData', 'DoNotVerify')) 'powershell/Modules'
    }

    $base = if ($Scope -eq 'AllUsers') { $env:ProgramFiles } else { [Environment]::GetFolderPath('MyDocuments') }
    # PowerShell 7 finds modules that are installed for Windows PowerShell for all users, but not those for one user.
    $edition = if ($core -and $Scope -eq 'CurrentUser') { 'PowerShell' } else { 'WindowsPowerShell' }
    return Join-Path (Join-Path $base $edition) 'Modules'
}

function Install-StagedModule {
    $manifest = Join-Path $staged 'PsdPurge.psd1'
    if (-not (Test-Path -LiteralPath $manifest)) { throw "The module is not built: $manifest is missing. Run ./build.ps1 -Task Build first." }

    $target = Join-Path (Join-Path (Get-ModuleFolder) 'PsdPurge') $version
    if (-not $PSCmdlet.ShouldProcess($target, "Install PsdPurge $version")) { return }

    try {
        if (Test-Path -LiteralPath $target) { Remove-Item -LiteralPath $target -Recurse -Force }
        New-Item -ItemType Directory -Path $target -Force | Out-Null
        Copy-Item -Path (Join-Path $staged '*') -Destination $target -Recurse -Force
    }
    catch [UnauthorizedAccessException] {
        throw "$target cannot be written: $($_.Exception.Message) For -Scope AllUsers run this in an elevated session."
    }

    Write-Host "Installed to $target. Import-Module PsdPurge finds it there."
}

if ($Task -contains 'Build' -or $Task -contains 'Test' -or $Task -contains 'Package') { Build-Module }
if ($Task -contains 'Test') { Test-Module }
if ($Task -contains 'Package') { New-ModulePackage }
if ($Task -contains 'Install') { Install-StagedModule }
