using System.Text;

namespace PsdPurge.Purge.CarriedIds;

/// <summary>A column of Document or PersistedServiceData that may contain an id or a name, in addition to the profile's columns.</summary>
internal sealed class ScannedColumn
{
    /// <summary>A column whose values are no longer than this is searched in every candidate, even if it is not known to contain ids.</summary>
    private const int MostNarrowBytes = 2000;

    /// <summary>The number of characters of a text that are searched. Of bytes, twice as many are.</summary>
    private const int MostCharacters = 1000;

    /// <summary>The length of the longest text that is compared with ids, in characters.</summary>
    private const int MostIdCharacters = ServerLimits.KeyCharacters;

    /// <summary>The range of the first characters of an ASCII id, including blanks and braces before it.</summary>
    private const string Printable = "BETWEEN 0x20 AND 0x7E";

    private readonly string _alias;

    public ScannedColumn(ServerColumn column, SchemaLink link)
    {
        Column = column;
        IsWholeLink = link.Pattern is null && link.Through is null && column.Kind == ColumnKind.Text;
        _alias = string.Equals(column.Table, nameof(LinkTable.Document), StringComparison.OrdinalIgnoreCase) ? "d" : "psd";
        IsFollowed = string.Equals(column.Table, link.Table.ToString(), StringComparison.OrdinalIgnoreCase)
            && string.Equals(column.Name, link.Column, StringComparison.OrdinalIgnoreCase);
    }

    public ServerColumn Column { get; }

    /// <summary>Whether the profile's link to the conference is read from this very column.</summary>
    public bool IsFollowed { get; }

    /// <summary>Whether that link is the column's whole text.</summary>
    public bool IsWholeLink { get; }

    public string Name => $"{Column.Table}.{Column.Name}";

    public bool IsNumber => Column.Kind == ColumnKind.Integer;

    /// <summary>Whether it is a column of bytes, which may hold text.</summary>
    public bool IsBytes => Kind == ColumnKind.Binary;

    public bool IsOfEntry => _alias == "psd";

    /// <summary>Whether reading it for every candidate costs little: short texts, or bytes, that the profile does not follow.</summary>
    public bool IsNarrow => !IsFollowed && Kind is ColumnKind.Text or ColumnKind.Binary && !HoldsAnything(Column) && Column.MostBytes <= MostNarrowBytes;

    /// <summary>The value as this class reads it. Of a long value, only the beginning.</summary>
    public string Selected => Kind switch
    {
        ColumnKind.Text => FormattableString.Invariant($"CONVERT(nvarchar({MostCharacters}), SUBSTRING({Value}, 1, {MostCharacters}))"),
        ColumnKind.Binary => FormattableString.Invariant($"CONVERT(varbinary({2 * MostCharacters}), SUBSTRING({Value}, 1, {2 * MostCharacters}))"),
        _ => $"CONVERT(nvarchar(50), {Value})",
    };

    /// <summary>
    /// The whole value in the form in which ids are compared. NULL if it cannot be an id. For bytes, there is an expression for each way to read them.
    /// </summary>
    /// <param name="onlyAscii">
    /// Whether all ids are ASCII. Then the first bytes tell whether a value can be an id at all, and in which way to read it, and most are not read as text.
    /// </param>
    public IReadOnlyList<string> AsId(bool onlyAscii)
    {
        if (Kind != ColumnKind.Binary)
        {
            return Kind == ColumnKind.Text
                ? [Plain($"CONVERT(nvarchar({MostIdCharacters}), SUBSTRING({Value}, 1, {MostIdCharacters}))")]
                : [IsNumber ? $"CONVERT(nvarchar({MostIdCharacters}), {Value})" : Plain($"CONVERT(nvarchar({MostIdCharacters}), {Value})")];
        }

        var twoBytes = Plain(
            $"CONVERT(nvarchar({MostIdCharacters}), CONVERT(varbinary({ServerLimits.KeyBytes}), SUBSTRING({Value}, 1, {ServerLimits.KeyBytes})))");
        var oneByte = Plain(
            $"CONVERT(nvarchar({MostIdCharacters}), "
            + $"CONVERT(varchar({MostIdCharacters}), CONVERT(varbinary({MostIdCharacters}), SUBSTRING({Value}, 1, {MostIdCharacters}))))");

        // This is a CASE, because in a WHERE the server might convert first and check afterwards.
        return onlyAscii
            ?
            [
                $"CASE WHEN SUBSTRING({Value}, 2, 1) = 0x00 OR SUBSTRING({Value}, 1, 2) = 0xFFFE THEN {twoBytes} "
                    + $"WHEN SUBSTRING({Value}, 1, 1) {Printable} AND SUBSTRING({Value}, 2, 1) {Printable} THEN {oneByte} END",
            ]
            : [twoBytes, oneByte];
    }

    /// <summary>
    /// Predicate: the value is no longer than an id can be. Null if no value of the column is much longer; of a large one the length is known without
    /// reading it.
    /// </summary>
    public string? IsShort => Column.MostBytes is null && !HoldsAnything(Column) ? $"DATALENGTH({Value}) <= {ServerLimits.KeyBytes}" : null;

    private static string Plain(string text) => LinkExpression.PlainIdOfMany(text);

    private string Value => HoldsAnything(Column) ? $"CONVERT(nvarchar(max), {_alias}.{Column.QuotedName})" : $"{_alias}.{Column.QuotedName}";

    private ColumnKind Kind => HoldsAnything(Column) ? ColumnKind.Text : Column.Kind;

    /// <summary>Whether a column can contain an id or a name. DocId is the document's number, and nothing else.</summary>
    public static bool CanCarry(ServerColumn column) =>
        (column.Kind is not ColumnKind.Other || HoldsAnything(column)) && !string.Equals(column.Name, "DocId", StringComparison.OrdinalIgnoreCase);

    /// <summary>Types that cannot be part of a link, but may contain texts.</summary>
    private static bool HoldsAnything(ServerColumn column) => column.TypeName is "xml" or "sql_variant";

    /// <summary>
    /// The texts that a selected value may stand for: bytes are read as two bytes a character, and as one without the zeros between, which shows text of two
    /// bytes a character that begins anywhere.
    /// </summary>
    public static IEnumerable<string> Texts(object value)
    {
        if (value is byte[] bytes)
        {
            yield return Encoding.Unicode.GetString(bytes, 0, bytes.Length & ~1);

            // With zeros between its digits a number would read as several.
            yield return Encoding.UTF8.GetString(Array.FindAll(bytes, b => b != 0));

            if (bytes.Length == 16)
            {
                yield return new Guid(bytes).ToString("N");
            }
        }
        else if (value is string text)
        {
            yield return text;
        }
    }
}
