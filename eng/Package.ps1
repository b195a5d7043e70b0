# Packs the staged module. build.ps1 dot-sources this script. It works in Windows PowerShell 5.1 and PowerShell 7.
Add-Type -AssemblyName System.IO.Compression
Add-Type -AssemblyName System.IO.Compression.FileSystem

function Get-RelativeFile {
    param([string] $Folder)
    $base = (Get-Item -LiteralPath $Folder).FullName.TrimEnd([char[]] '\/')
    Get-ChildItem -LiteralPath $base -Recurse -File | Sort-Object -Property FullName | ForEach-Object {
        # Archives name their entries with slashes, on Windows too.
        [pscustomobject]@{ Path = $_.FullName; Name = $_.FullName.Substring($base.Length + 1).Replace('\', '/') }
    }
}

function New-Archive {
    param([string] $Path, [object[]] $Entries)
    if (Test-Path -LiteralPath $Path) { Remove-Item -LiteralPath $Path -Force }
    $archive = [System.IO.Compression.ZipFile]::Open($Path, 'Create')
    try {
        foreach ($entry in $Entries) {
            $created = $archive.CreateEntry($entry.Name, 'Optimal')
            $stream = $created.Open()
            try {
                $bytes = if ($entry.PSObject.Properties['Text']) { (New-Object System.Text.UTF8Encoding $false).GetBytes($entry.Text) } else { [IO.File]::ReadAllBytes($entry.Path) }
                $stream.Write($bytes, 0, $bytes.Length)
            }
            finally { $stream.Dispose() }
        }
    }
    finally { $archive.Dispose() }
}

# The archive contains PsdPurge/<version>/... To install the module, unpack it in a folder of modules.
function New-ModuleZip {
    param([string] $Module, [string] $Version, [string] $Path)
    New-Archive -Path $Path -Entries @(Get-RelativeFile $Module | ForEach-Object { $_.Name = "PsdPurge/$Version/" + $_.Name; $_ })
}

# Makes a package for a gallery, or for a folder that was registered with Register-PSRepository. It contains the module's files and a nuspec made from the
# manifest.
function New-ModuleNupkg {
    param([string] $Module, [string] $Path)
    $manifest = Test-ModuleManifest -Path (Join-Path $Module 'PsdPurge.psd1')
    $tags = @($manifest.Tags) + 'PSModule' + @($manifest.ExportedCmdlets.Keys | Sort-Object | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" })
    function Escape([string] $Text) { [Security.SecurityElement]::Escape($Text) }
    $nuspec = @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">
  <metadata>
    <id>PsdPurge</id>
    <version>$($manifest.Version)</version>
    <authors>$(Escape $manifest.Author)</authors>
    <owners>$(Escape $manifest.CompanyName)</owners>
    <licenseUrl>$(Escape "$($manifest.LicenseUri)")</licenseUrl>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <description>$(Escape $manifest.Description)</description>
    <releaseNotes>$(Escape $manifest.ReleaseNotes)</releaseNotes>
    <copyright>$(Escape $manifest.Copyright)</copyright>
    <tags>$(Escape ($tags -join ' '))</tags>
  </metadata>
</package>
"@
    $types = @"
<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />
  <Default Extension="nuspec" ContentType="application/octet" />
EXTENSIONS
</Types>
"@
    $relations = @'
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/PsdPurge.nuspec" Id="nuspec" />
</Relationships>
'@
    $files = @(Get-RelativeFile $Module)
    $extensions = $files | ForEach-Object { [IO.Path]::GetExtension($_.Name).TrimStart('.') } | Where-Object { $_ } | Sort-Object -Unique |
        ForEach-Object { "  <Default Extension=`"$_`" ContentType=`"application/octet`" />" }
    New-Archive -Path $Path -Entries (@(
            [pscustomobject]@{ Name = 'PsdPurge.nuspec'; Text = $nuspec }
            [pscustomobject]@{ Name = '_rels/.rels'; Text = $relations }
            [pscustomobject]@{ Name = '[Content_Types].xml'; Text = $types.Replace('EXTENSIONS', ($extensions -join "`n")) }
        ) + $files)
}
