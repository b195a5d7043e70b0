# The PowerShell that runs this, to start it once more: its program, and what stands before the arguments. Windows PowerShell 5.1 and PowerShell 7.
# Where PowerShell is a .NET tool, the program is dotnet.
function Get-ThisPowerShell {
    $path = (Get-Process -Id $PID).Path
    $before = @(if ([IO.Path]::GetFileNameWithoutExtension($path) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
    [pscustomobject]@{ Path = $path; Arguments = $before }
}
