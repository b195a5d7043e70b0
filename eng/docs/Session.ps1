# Shows objects in the session of a page. It uses 100 columns, and replaces values that differ from run to run (see Pages.ps1).
(Get-Variable PSStyle -ValueOnly).OutputRendering = 'PlainText'
$ProgressPreference = 'SilentlyContinue'
$stableTime = [datetime]::new(2026, 1, 12, 2, 30, 0, [DateTimeKind]::Utc)
$stableElapsed = [timespan]::FromSeconds(2.5)

function Get-StableValue {
    param($Value)
    if ($Value -is [datetime]) { return $stableTime }
    if ($Value -is [timespan]) { return $stableElapsed }
    if ($Value -is [string]) {
        $text = $Value
        foreach ($name in $stableNames.Keys) { $text = $text.Replace($name, $stableNames[$name]) }
        return $text
    }

    $Value
}

# Returns the object itself, with other values where they have to be stable. A member that the session adds hides the member of the type.
function ConvertTo-Stable {
    param($Object)
    if ($Object -isnot [pscustomobject] -and $Object.GetType().Namespace -notlike 'PsdPurge*') { return $Object }
    foreach ($property in @($Object.PSObject.Properties)) {
        $stable = Get-StableValue $property.Value
        if ($stable -ne $property.Value) { $Object | Add-Member -MemberType NoteProperty -Name $property.Name -Value $stable -Force }
    }

    $Object
}

function Show-Stable {
    param([Parameter(ValueFromPipeline = $true)] $InputObject)
    end {
        $objects = @($input | ForEach-Object { ConvertTo-Stable $_ })
        $hasFrontEnds = @($objects | Where-Object { $_.PSObject.Properties['FrontEnd'] }).Count -eq $objects.Count
        if ($hasFrontEnds) { $objects = @($objects | Sort-Object -Stable -Property { "$($_.FrontEnd)" }) }
        $objects | Out-String -Width 100 -Stream
    }
}
