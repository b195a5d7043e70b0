using System.Globalization;
using System.Management.Automation;
using System.Xml.Linq;

namespace PsdPurge.Lab.Verbs.Runbook;

/// <summary>
/// The table views that a module's format file defines. The hosted PowerShell has no Format-Table. Reading the same file shows the same columns.
/// </summary>
internal sealed class TableViews
{
    private readonly Dictionary<string, IReadOnlyList<TableColumn>> _views;

    private TableViews(Dictionary<string, IReadOnlyList<TableColumn>> views) => _views = views;

    /// <summary>Reads a .ps1xml file.</summary>
    public static TableViews Read(string file) => new(
        (from view in XDocument.Load(file).Descendants("View")
         let table = view.Element("TableControl")
         where table is not null
         from type in view.Descendants("TypeName")
         select (Type: type.Value.Trim(), Columns: Columns(table)))
        .GroupBy(view => view.Type)
        .ToDictionary(view => view.Key, view => view.First().Columns));

    /// <summary>The columns of an object's view, or all of its properties if it has no view.</summary>
    public IReadOnlyList<TableColumn> For(PSObject value) =>
        value.TypeNames.Select(_views.GetValueOrDefault).FirstOrDefault(columns => columns is not null)
        ?? [.. value.Properties.Select(property => new TableColumn(property.Name, property.Name, null, null, false))];

    private static IReadOnlyList<TableColumn> Columns(XElement table)
    {
        var headers = table.Descendants("TableColumnHeader").ToList();
        var items = table.Descendants("TableColumnItem").ToList();
        return
        [
            .. items.Select((item, at) =>
            {
                var header = headers.ElementAtOrDefault(at);
                var property = item.Element("PropertyName")?.Value.Trim();
                return new TableColumn(
                    header?.Element("Label")?.Value ?? property ?? "",
                    property,
                    item.Element("ScriptBlock")?.Value,
                    item.Element("FormatString")?.Value,
                    header?.Element("Alignment")?.Value.Trim().Equals("Right", StringComparison.OrdinalIgnoreCase) == true);
            }),
        ];
    }
}

/// <summary>A column of a table view.</summary>
/// <param name="Label">Its heading.</param>
/// <param name="Property">The property that it shows. Null if it shows a script's result.</param>
/// <param name="Script">The script over <c>$_</c> whose result it shows. Null if it shows a property.</param>
/// <param name="Format">The format of its values, such as <c>{0:N0}</c>.</param>
/// <param name="Right">Whether it is right-aligned.</param>
internal sealed record TableColumn(string Label, string? Property, string? Script, string? Format, bool Right)
{
    /// <summary>The text for one object.</summary>
    public string Text(PSObject row, RunbookSession session)
    {
        var value = Script is not null
            ? session.Run($"$input | ForEach-Object {{ {Script} }}", row) is [var shown, ..] ? shown?.BaseObject : null
            : row.Properties[Property!]?.Value;
        return value is null
            ? ""
            : string.Format(CultureInfo.InvariantCulture, Format ?? "{0}", value is PSObject wrapped ? wrapped.BaseObject : value);
    }
}
