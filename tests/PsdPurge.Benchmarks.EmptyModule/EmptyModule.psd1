@{
    RootModule        = 'PsdPurge.Benchmarks.EmptyModule.dll'
    ModuleVersion     = '1.0.0'
    GUID              = '6f0f6c1e-5f0c-4f3e-8e34-6f8b0d9a7c21'
    Author            = 'The PsdPurge authors'
    Description       = 'The least that a binary module can be: one cmdlet that does nothing. Import-Module of PsdPurge is compared with it.'
    PowerShellVersion = '5.1'
    CmdletsToExport   = @('Invoke-Nothing')
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
