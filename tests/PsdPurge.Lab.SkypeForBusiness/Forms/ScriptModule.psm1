# The stand-in as a script module: functions that need this module's own state and its private helpers. A function that is run outside of its module finds neither.
$script:Cmdlets = (Import-Module ([IO.Path]::Combine($PSScriptRoot, '..', '..', 'SkypeForBusiness', 'PsdPurge.Lab.SkypeForBusiness.dll')) -PassThru).ExportedCmdlets
$script:Session = @{ State = 'Opened' }

function Assert-Session {
    if ($script:Session.State -ne 'Opened') { throw 'No session: this function runs outside of its module.' }
}

function Invoke-StandIn([string] $Name, [hashtable] $Parameters) {
    Assert-Session
    & $script:Cmdlets[$Name] @Parameters
}

function Get-CsPool {
    [CmdletBinding()]
    param([Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)] [Alias('Fqdn')] [string] $Identity)
    process { Invoke-StandIn Get-CsPool $PSBoundParameters }
}

function Get-CsComputer {
    [CmdletBinding(DefaultParameterSetName = 'Identity')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Identity', ValueFromPipelineByPropertyName = $true)] [Alias('Fqdn')] [string] $Identity,
        [Parameter(Mandatory = $true, ParameterSetName = 'Pool')] [string] $Pool,
        [Parameter(Mandatory = $true, ParameterSetName = 'Local')] [switch] $Local
    )
    process { Invoke-StandIn Get-CsComputer $PSBoundParameters }
}

function Get-CsService {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)] [switch] $UserServer, [string] $PoolFqdn)
    process { Invoke-StandIn Get-CsService $PSBoundParameters }
}

function Get-CsTrustedApplicationEndpoint {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)] [string] $Identity,
        [string] $Filter,
        [string] $ApplicationId,
        [string] $TrustedApplicationPoolFqdn,
        [string] $ResultSize
    )
    process { Invoke-StandIn Get-CsTrustedApplicationEndpoint $PSBoundParameters }
}

function Get-CsPoolUpgradeReadinessState {
    [CmdletBinding()]
    param()
    process { Invoke-StandIn Get-CsPoolUpgradeReadinessState $PSBoundParameters }
}

function Get-CsUpgradeDomainInfo {
    [CmdletBinding()]
    param([int] $QueryTimeout)
    process { Invoke-StandIn Get-CsUpgradeDomainInfo $PSBoundParameters }
}

function Get-CsConferencingPolicy {
    [CmdletBinding()]
    param([Parameter(Position = 0, ValueFromPipelineByPropertyName = $true)] [string] $Identity)
    process { Invoke-StandIn Get-CsConferencingPolicy $PSBoundParameters }
}

function Set-CsConferencingPolicy {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([Parameter(Position = 0, ValueFromPipelineByPropertyName = $true)] [string] $Identity, [object] $EnableReliableConferenceDeletion)
    process { Invoke-StandIn Set-CsConferencingPolicy $PSBoundParameters }
}

Export-ModuleMember -Function *-Cs*
