@{
    RootModule        = 'PsdPurge.Lab.SkypeForBusiness.dll'
    ModuleVersion     = '7.0.0.0'
    GUID              = 'b5a0a0cb-0d9a-4c0a-9b7e-7d0c5a0f4c11'
    Author            = 'The PsdPurge authors'
    CompanyName       = 'PsdPurge'
    Copyright         = '(c) the PsdPurge authors. MIT license.'
    Description       = 'Stand-in for the SkypeForBusiness module: answers for a lab pool. Not for production servers.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport   = @()
    CmdletsToExport   = @(
        'Get-CsComputer'
        'Get-CsConferencingPolicy'
        'Get-CsPool'
        'Get-CsPoolUpgradeReadinessState'
        'Get-CsService'
        'Get-CsTrustedApplicationEndpoint'
        'Get-CsUpgradeDomainInfo'
        'Set-CsConferencingPolicy'
    )
}
