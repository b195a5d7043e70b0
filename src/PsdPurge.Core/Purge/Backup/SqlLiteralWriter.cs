using System.Globalization;
using System.Text;

namespace PsdPurge.Purge.Backup;

/// <summary>
/// Writes column values as T-SQL literals without loss. The output is ASCII on one line. It contains nothing that sqlcmd reads as a command (a line GO, a
/// variable <c>$(x)</c>), because text that is not plain is written as the bytes of its UTF-16 form.
/// </summary>
internal sealed class SqlLiteralWriter
{
    private const int ChunkSize = 8192;
    private const int MostDigits = 20;

    private static readonly char[] HexDigits = "0123456789ABCDEF".ToCharArray();

    private readonly byte[] _bytes = new byte[ChunkSize];
    private readonly char[] _hex = new char[ChunkSize * 2];

    /// <summary>Whether values of the column can be written.</summary>
    public static bool Supports(ServerColumn column) => column.TypeName is
        "bit" or "tinyint" or "smallint" or "int" or "bigint" or "real" or "float" or "decimal" or "numeric" or "money" or "smallmoney"
        or "char" or "varchar" or "text" or "nchar" or "nvarchar" or "ntext" or "xml" or "binary" or "varbinary" or "image" or "uniqueidentifier"
        or "date" or "time" or "smalldatetime" or "datetime" or "datetime2" or "datetimeoffset";

    /// <summary>Writes the value of a column of the current row.</summary>
    public void Write(TextBuffer output, SqlDataReader row, int ordinal, ServerColumn column)
    {
        if (row.IsDBNull(ordinal))
        {
            output.Write("NULL");
            return;
        }

        switch (column.TypeName)
        {
            case "bit":
                output.Write(row.GetBoolean(ordinal) ? '1' : '0');
                break;
            case "tinyint":
                WriteNumber(output, row.GetByte(ordinal));
                break;
            case "smallint":
                WriteNumber(output, row.GetInt16(ordinal));
                break;
            case "int":
                WriteNumber(output, row.GetInt32(ordinal));
                break;
            case "bigint":
                WriteNumber(output, row.GetInt64(ordinal));
                break;
            case "real":
                output.Write($"CONVERT(real, {row.GetFloat(ordinal).ToString("E8", CultureInfo.InvariantCulture)})");
                break;
            case "float":
                output.Write($"CONVERT(float, {row.GetDouble(ordinal).ToString("E16", CultureInfo.InvariantCulture)})");
                break;
            case "decimal" or "numeric":
                output.Write(row.GetSqlDecimal(ordinal).ToString());
                break;
            case "money" or "smallmoney":
                output.Write(row.GetDecimal(ordinal).ToString(CultureInfo.InvariantCulture));
                break;
            case "uniqueidentifier":
                output.Write($"'{row.GetGuid(ordinal):D}'");
                break;
            case "binary" or "varbinary" or "image":
                WriteBinary(output, row, ordinal);
                break;
            case "char" or "varchar" or "text" or "nchar" or "nvarchar" or "ntext":
                WriteText(output, row.GetString(ordinal));
                break;
            case "xml":
                // Style 1 keeps white space that is thought insignificant.
                output.Write("CONVERT(xml, ");
                WriteText(output, row.GetString(ordinal));
                output.Write(", 1)");
                break;
            case "date":
                output.Write($"CONVERT(date, '{Format(row.GetDateTime(ordinal), "yyyy-MM-dd")}')");
                break;
            case "time":
                output.Write(
                    $"CONVERT(time({column.Scale}), '{((TimeSpan)row.GetValue(ordinal)).ToString(@"hh\:mm\:ss\.fffffff", CultureInfo.InvariantCulture)}')");
                break;
            case "smalldatetime" or "datetime":
                // ISO 8601 with a T means the same under any SET DATEFORMAT and LANGUAGE (Microsoft, "datetime (Transact-SQL)"). Babelfish knows no style 126.
                output.Write("CAST('");
                WriteMilliseconds(output, row.GetDateTime(ordinal));
                output.Write("' AS ");
                output.Write(column.TypeName);
                output.Write(')');
                break;
            case "datetime2":
                output.Write($"CAST('{Format(row.GetDateTime(ordinal), "yyyy-MM-ddTHH:mm:ss.fffffff")}' AS datetime2({column.Scale}))");
                break;
            case "datetimeoffset":
                DateTimeOffset moment = row.GetDateTimeOffset(ordinal);
                output.Write($"CONVERT(datetimeoffset({column.Scale}), '{moment.ToString("yyyy-MM-dd HH:mm:ss.fffffff zzz", CultureInfo.InvariantCulture)}')");
                break;
            default:
                throw new InvalidOperationException($"No literal for type {column.TypeName}.");
        }
    }

    /// <summary>Writes text as a literal.</summary>
    public void WriteText(TextBuffer output, string text)
    {
        if (IsPlain(text))
        {
            output.Write("N'");
            output.Write(text.IndexOf('\'') < 0 ? text : text.Replace("'", "''"));
            output.Write('\'');
            return;
        }

        output.Write("CONVERT(nvarchar(max), 0x");
        for (var start = 0; start < text.Length; start += ChunkSize / 2)
        {
            var count = Math.Min(ChunkSize / 2, text.Length - start);
            WriteHex(output, Encoding.Unicode.GetBytes(text, start, count, _bytes, 0));
        }

        output.Write(')');
    }

    /// <summary>Digits without a string for each number: a backup has several in every row.</summary>
    private void WriteNumber(TextBuffer output, long value)
    {
        // The magnitude of the least number has no positive form.
        var rest = value < 0 ? unchecked((ulong)-value) : (ulong)value;
        var start = MostDigits;
        do
        {
            _hex[--start] = (char)('0' + (rest % 10));
            rest /= 10;
        }
        while (rest > 0);

        if (value < 0)
        {
            _hex[--start] = '-';
        }

        output.Write(_hex, start, MostDigits - start);
    }

    /// <summary>The form <c>yyyy-MM-ddTHH:mm:ss.fff</c>.</summary>
    private void WriteMilliseconds(TextBuffer output, DateTime value)
    {
        PutDigits(0, 4, value.Year, '-');
        PutDigits(5, 2, value.Month, '-');
        PutDigits(8, 2, value.Day, 'T');
        PutDigits(11, 2, value.Hour, ':');
        PutDigits(14, 2, value.Minute, ':');
        PutDigits(17, 2, value.Second, '.');
        PutDigits(20, 3, value.Millisecond, '\0');
        output.Write(_hex, 0, 23);
    }

    private void PutDigits(int at, int count, int value, char end)
    {
        for (var i = at + count - 1; i >= at; i--)
        {
            _hex[i] = (char)('0' + (value % 10));
            value /= 10;
        }

        _hex[at + count] = end;
    }

    private static string Format(DateTime value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static bool IsPlain(string text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~' or '$')
            {
                return false;
            }
        }

        return true;
    }

    private void WriteBinary(TextBuffer output, SqlDataReader row, int ordinal)
    {
        output.Write("0x");
        long read, offset = 0;
        while ((read = row.GetBytes(ordinal, offset, _bytes, 0, ChunkSize)) > 0)
        {
            WriteHex(output, (int)read);
            offset += read;
        }
    }

    private void WriteHex(TextBuffer output, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _hex[i * 2] = HexDigits[_bytes[i] >> 4];
            _hex[(i * 2) + 1] = HexDigits[_bytes[i] & 15];
        }

        output.Write(_hex, 0, count * 2);
    }
}
