namespace PsdPurge.Lab.Scenarios;

/// <summary>The rows of the tables that the schema variant makes, with the scenario's extra columns.</summary>
internal static class VariantRows
{
    /// <summary>The rows of rtc.dbo.Document.</summary>
    public static TableRows Documents(Scenario scenario, FrontEndData frontEnd)
    {
        var extras = scenario.ExtrasOn(ExtraColumn.Document);
        return new(
            "dbo.Document",
            [.. scenario.Schema.DocumentColumns, .. extras.Select(extra => extra.Column)],
            from document in frontEnd.Documents
            where document.Fate != EntryFate.NoDocument
            select With(scenario.Schema.DocumentRow(frontEnd, document), extras, frontEnd, document));
    }

    /// <summary>The rows of rtc.dbo.PersistedServiceData.</summary>
    public static TableRows Entries(Scenario scenario, FrontEndData frontEnd)
    {
        var extras = scenario.ExtrasOn(ExtraColumn.Entry);
        return new(
            "dbo.PersistedServiceData",
            [
                Column.Int("DocId"), Column.Int("ServiceId"), Column.Int("Version"), Column.Bytes("Data"), Column.Time("LastUpdateTime"),
                .. scenario.Schema.EntryColumns, .. extras.Select(extra => extra.Column),
            ],
            EntryRows(scenario, frontEnd, extras));
    }

    /// <summary>DATALENGTH of all columns of a document's entries.</summary>
    public static long EntryBytes(Scenario scenario, FrontEndData frontEnd, in LabDocument document)
    {
        var schema = scenario.Schema;
        var each = schema.FixedBytes;
        if (schema.EntryColumns.Count > 0)
        {
            each += schema.EntryColumns.Zip(schema.EntryValues(frontEnd, document), (column, value) => TypeText.DataLength(column.Type, value)).Sum();
        }

        foreach (var extra in scenario.ExtrasOn(ExtraColumn.Entry))
        {
            each += TypeText.DataLength(extra.Column.Type, extra.Value(frontEnd, document));
        }

        return scenario.Payload.Total(document) + ((long)document.Entries * each);
    }

    private static IEnumerable<object?[]> EntryRows(Scenario scenario, FrontEndData frontEnd, IReadOnlyList<ExtraColumn> extras)
    {
        foreach (var document in frontEnd.Documents)
        {
            for (var serviceId = 1; serviceId <= document.Entries; serviceId++)
            {
                object?[] row =
                [
                    document.DocId, serviceId, 1 + (document.DocId % 5), scenario.Payload.Data(document.DocId, serviceId), LabTime.Of(document.DocId),
                    .. scenario.Schema.EntryValues(frontEnd, document),
                ];
                yield return With(row, extras, frontEnd, document);
            }
        }
    }

    private static object?[] With(object?[] row, IReadOnlyList<ExtraColumn> extras, FrontEndData frontEnd, LabDocument document) =>
        extras.Count == 0 ? row : [.. row, .. extras.Select(extra => extra.Value(frontEnd, document))];
}
