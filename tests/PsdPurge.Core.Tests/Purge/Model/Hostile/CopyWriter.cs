using System.Globalization;
using System.Text;

namespace PsdPurge.Core.Tests.Purge.Model.Hostile;

/// <summary>Writes names of conferences and people into columns, in all forms that a server might use.</summary>
internal sealed class CopyWriter(Random random)
{
    private const int Forms = 12;

    /// <summary>The form to write in.</summary>
    public int AnyForm() => random.Next(Forms);

    /// <summary>The names that a column can contain.</summary>
    public static IReadOnlyList<Says> CanSay(HostileColumn column) =>
        column.IsGuid ? [Says.Key, Says.Nothing]
        : column.IsNumber ? [Says.ConfId, Says.Owner, Says.PublicId, Says.Nothing]
        : [Says.PublicId, Says.PublicId, Says.Key, Says.ConfId, Says.Owner, Says.Nothing];

    /// <summary>A conference's name in a column. Null if the column cannot contain it.</summary>
    public Copy? Write(HostileColumn column, Says what, TrueConference of, int frontEnd, int form)
    {
        object? value = column.IsGuid ? what == Says.Key ? of.Key : HostileGenerator.NextGuid(random)
            : column.IsNumber ? Number(what, of, frontEnd)
            : column.IsBytes ? Bytes(what, of, frontEnd, form)
            : Text(what, of, frontEnd, form);
        return value is null ? null : new Copy(column, what, what is Says.Nothing or Says.Owner ? null : of, value);
    }

    private object? Number(Says what, TrueConference of, int frontEnd) => what switch
    {
        Says.ConfId => of.ConfIds[frontEnd],
        Says.Owner => of.Owner.ResourceId(frontEnd),
        Says.PublicId => int.TryParse(of.PublicId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => random.Next(1, 100_000),
    };

    private byte[] Bytes(Says what, TrueConference of, int frontEnd, int form)
    {
        if (what == Says.Key && form % 4 == 3)
        {
            return of.Key.ToByteArray();
        }

        var text = Text(what, of, frontEnd, form / 2);
        return (form % 6) switch
        {
            0 or 1 => Encoding.UTF8.GetBytes(text),
            2 => [7, .. Encoding.Unicode.GetBytes(text)],
            3 => Encoding.BigEndianUnicode.GetBytes(text),
            _ => Encoding.Unicode.GetBytes(text),
        };
    }

    private string Text(Says what, TrueConference of, int frontEnd, int form)
    {
        var name = what switch
        {
            Says.PublicId => of.PublicId,
            Says.Key => of.Key.ToString((form % 3) switch { 0 => "N", 1 => "B", _ => "D" }),
            Says.ConfId => of.ConfIds[frontEnd].ToString(CultureInfo.InvariantCulture),
            Says.Owner => of.Owner.Address,
            _ => "x" + random.Next(100_000).ToString(CultureInfo.InvariantCulture),
        };
        return (form % 6) switch
        {
            0 => name.ToLowerInvariant(),
            1 => name.ToUpperInvariant(),
            2 => $"was moved to {name}; see there",
            3 => what == Says.ConfId ? $"<conf id=\"{name}\"/>" : $"X{name}X",
            4 => $" {name} ",
            _ => name,
        };
    }
}
