@{
    RootModule        = 'PsdPurge.dll'
    ModuleVersion     = '0.1.0'
    GUID              = '0f2f3f5c-6d0d-4a2e-9f0e-3d1f0b7f3f56'
    Author            = 'The PsdPurge authors'
    CompanyName       = 'PsdPurge'
    Copyright         = '(c) the PsdPurge authors. MIT license.'
    Description       = 'Counts, selects and removes the PersistedServiceData entries that deleted conferences of trusted application endpoints leave on Skype for Business and Lync Front-Ends.'
    PowerShellVersion = '5.1'
}
