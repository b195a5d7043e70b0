# Returns what is needed to start another instance of the PowerShell that runs this: its program, and the arguments that come before all others.
# If PowerShell is a .NET tool, the program is dotnet. This works in Windows PowerShell 5.1 and PowerShell 7.
function Get-ThisPowerShell {
    $path = (Get-Process -Id $PID).Path
    $before = @(if ([IO.Path]::GetFileNameWithoutExtension($path) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
    [pscustomobject]@{ Path = $path; Arguments = $before }
}
