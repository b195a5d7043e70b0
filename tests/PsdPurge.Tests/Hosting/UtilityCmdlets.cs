using Microsoft.PowerShell.Commands;

namespace PsdPurge.Tests.Hosting;

/// <summary>PowerShell's own cmdlets that people pipe the module's objects through.</summary>
internal static class UtilityCmdlets
{
    public static (string Name, Type Type)[] All { get; } =
    [
        ("Import-Csv", typeof(ImportCsvCommand)),
        ("Export-Csv", typeof(ExportCsvCommand)),
        ("ConvertFrom-Csv", typeof(ConvertFromCsvCommand)),
        ("ConvertFrom-Json", typeof(ConvertFromJsonCommand)),
        ("ConvertTo-Json", typeof(ConvertToJsonCommand)),
        ("Group-Object", typeof(GroupObjectCommand)),
        ("Sort-Object", typeof(SortObjectCommand)),
    ];
}
