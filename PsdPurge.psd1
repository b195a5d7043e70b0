@{
    # PowerShell 3 must be able to read this file. Only then does it report that it is too old. So the file contains nothing that a later version introduced,
    # not even CompatiblePSEditions.
    RootModule             = 'PsdPurge.psm1'
    ModuleVersion          = '0.2.0'
    GUID                   = '0f2f3f5c-6d0d-4a2e-9f0e-3d1f0b7f3f56'
    Author                 = 'The PsdPurge authors'
    CompanyName            = 'PsdPurge'
    Copyright              = '(c) the PsdPurge authors. MIT license.'
    Description            = 'Counts, selects and removes the PersistedServiceData entries that deleted conferences of trusted application endpoints leave on Skype for Business and Lync Front-Ends.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CmdletsToExport        = @(
        'Add-PsdHistory'
        'Export-PsdReport'
        'Get-PsdEntryCount'
        'Measure-PsdGrowth'
        'Remove-AppEndpointPsdEntries'
        'Resolve-PsdSchemaProfile'
        'Select-AppEndpointPsdEntries'
        'Test-PsdPool'
        'Wait-PoolReplicationReady'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    FormatsToProcess       = @('PsdPurge.Format.ps1xml')
    PrivateData            = @{
        PSData = @{
            # For the PowerShell Gallery, the PSEdition tags replace CompatiblePSEditions. There is no ProjectUri until the project has a public address.
            Tags         = @(
                'SkypeForBusiness', 'SkypeForBusinessServer', 'Lync', 'PersistedServiceData', 'syncReplicationFailed', 'FrontEnd', 'SQL', 'PSEdition_Desktop', 'PSEdition_Core',
                'Windows', 'Linux'
            )
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = '0.2.0: reviewed files with a check text, a page to approve a removal, evidence that looks both ways, an error id for each state of SQL Server. CHANGELOG.md has the whole list.'
        }
    }
}
