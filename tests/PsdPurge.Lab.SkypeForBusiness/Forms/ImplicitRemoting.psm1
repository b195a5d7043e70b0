# The stand-in as Import-PSSession and Windows PowerShell compatibility leave it in a session: functions without names of their own that ask another session.
# What comes back are copies, without methods and one level deep. The other session is a runspace of this process.
$script:Remote = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
$script:Remote.Open()

$script:Start = [powershell]::Create()
$script:Start.Runspace = $script:Remote
[void] $script:Start.AddScript('param($Module, $Topology) Import-Module $Module -ErrorAction Stop; $global:PsdPurgeLabTopology = $Topology')
[void] $script:Start.AddArgument([IO.Path]::Combine($PSScriptRoot, '..', '..', 'SkypeForBusiness', 'SkypeForBusiness.psd1'))
[void] $script:Start.AddArgument($global:PsdPurgeLabTopology)
[void] $script:Start.Invoke()
$script:Start.Dispose()

function Get-OpenRemote {
    if ($null -eq $script:Remote) { throw 'No session has been associated with this implicit remoting module.' }
    $script:Remote
}

function Copy-Deeply($Value) {
    $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($Value, 1))
    $copy.PSObject.Properties.Add([psnoteproperty]::new('PSComputerName', 'lab'))
    $copy
}

function Invoke-Remote([string] $Name, $Parameters, $Cmdlet) {
    $shell = [powershell]::Create()
    try {
        $shell.Runspace = Get-OpenRemote
        [void] $shell.AddCommand($Name)
        foreach ($parameter in $Parameters.GetEnumerator()) { [void] $shell.AddParameter($parameter.Key, $parameter.Value) }
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        $running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]] $null, $output)

        # In steps, because a script can be stopped between two commands only.
        while (-not $running.AsyncWaitHandle.WaitOne(20)) { }
        try { [void] $shell.EndInvoke($running) } catch { $Cmdlet.ThrowTerminatingError($_.Exception.InnerException.ErrorRecord) }
        foreach ($record in $shell.Streams.Error) { $Cmdlet.WriteError($record) }
        foreach ($value in $output) { Copy-Deeply $value }
    }
    finally {
        [void] $shell.BeginStop($null, $null)
    }
}

${function:script:Get-CsPool} = {
    [CmdletBinding()]
    param([Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)] [Alias('Fqdn')] $Identity)
    process { Invoke-Remote Get-CsPool $PSBoundParameters $PSCmdlet }
    # .ForwardHelpTargetName Get-CsPool
}

${function:script:Get-CsComputer} = {
    [CmdletBinding(DefaultParameterSetName = 'Identity')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Identity', ValueFromPipelineByPropertyName = $true)] [Alias('Fqdn')] $Identity,
        [Parameter(Mandatory = $true, ParameterSetName = 'Pool')] $Pool,
        [Parameter(Mandatory = $true, ParameterSetName = 'Local')] [switch] $Local
    )
    process { Invoke-Remote Get-CsComputer $PSBoundParameters $PSCmdlet }
    # .ForwardHelpTargetName Get-CsComputer
}

${function:script:Get-CsService} = {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)] [switch] $UserServer, $PoolFqdn)
    process { Invoke-Remote Get-CsService $PSBoundParameters $PSCmdlet }
    # .ForwardHelpTargetName Get-CsService
}

${function:script:Get-CsTrustedApplicationEndpoint} = {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)] $Identity,
        $Filter,
        $ApplicationId,
        $TrustedApplicationPoolFqdn,
        $ResultSize
    )
    process { Invoke-Remote Get-CsTrustedApplicationEndpoint $PSBoundParameters $PSCmdlet }
    # .ForwardHelpTargetName Get-CsTrustedApplicationEndpoint
}

${function:script:Get-CsPoolUpgradeReadinessState} = {
    [CmdletBinding()]
    param()
    process { Invoke-Remote Get-CsPoolUpgradeReadinessState $PSBoundParameters $PSCmdlet }
    # .ForwardHelpTargetName Get-CsPoolUpgradeReadinessState
}

${function:script:Get-CsUpgradeDomainInfo} = {
    [CmdletBinding()]
    param($QueryTimeout)
    process { Invoke-Remote Get-CsUpgradeDomainInfo $PSBoundParameters $PSCmdlet }
    # .ForwardHelpTargetName Get-CsUpgradeDomainInfo
}

${function:script:Get-CsConferencingPolicy} = {
    [CmdletBinding()]
    param([Parameter(Position = 0, ValueFromPipelineByPropertyName = $true)] $Identity)
    process { Invoke-Remote Get-CsConferencingPolicy $PSBoundParameters $PSCmdlet }
    # .ForwardHelpTargetName Get-CsConferencingPolicy
}

${function:script:Set-CsConferencingPolicy} = {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([Parameter(Position = 0, ValueFromPipelineByPropertyName = $true)] $Identity, $EnableReliableConferenceDeletion)
    process { Invoke-Remote Set-CsConferencingPolicy $PSBoundParameters $PSCmdlet }
    # .ForwardHelpTargetName Set-CsConferencingPolicy
}

Export-ModuleMember -Function *-Cs*
