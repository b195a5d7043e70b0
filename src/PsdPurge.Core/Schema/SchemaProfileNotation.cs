using System.Collections;
using System.Text;

namespace PsdPurge;

/// <summary>
/// The notation of schema profiles in a <c>.psd1</c> file. Reading takes the parsed hashtable and never runs anything. Writing returns the file's text. See
/// docs/schema.md.
/// </summary>
public static class SchemaProfileNotation
{
    private const int MaxNameLength = 64;

    /// <summary>A pattern is no longer than the texts that it can read.</summary>
    private const int MaxPatternLength = ServerLimits.KeyCharacters;

    private static readonly string[] ProfileKeys = ["Name", "Organizer", "Conference"];
    private static readonly string[] LinkKeys = ["Table", "Column", "Through", "PointsTo", "Pattern", "Encoding"];
    private static readonly string[] HopKeys = ["Table", "Key", "Value"];
    private static readonly LinkTarget[] OrganizerTargets = [LinkTarget.ResourceId, LinkTarget.UserAtHost];
    private static readonly LinkTarget[] ConferenceTargets = [LinkTarget.ConfId, LinkTarget.ExternalConfId, LinkTarget.ConferenceKey];

    /// <summary>Creates a profile from a file's hashtable.</summary>
    /// <param name="data">The hashtable, with texts and hashtables only.</param>
    /// <param name="fileName">The file, for error messages.</param>
    /// <exception cref="PsdPurgeException"><c>SchemaProfileInvalid</c>: the message names the file, the key and the allowed values.</exception>
    public static SchemaProfile Read(IDictionary data, string fileName)
    {
        StrictTable table = new(data, "", fileName);
        table.AllowOnly(ProfileKeys);
        var name = table.Text("Name", MaxNameLength);
        if (SchemaProfile.BuiltIn.Any(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw table.Invalid("Name", $"'{name}' is a profile of the module itself; any other name is allowed");
        }

        return new SchemaProfile(name, Link(table.Table("Organizer"), OrganizerTargets), Link(table.Table("Conference"), ConferenceTargets));
    }

    /// <summary>A name for a profile that was found on a pool: the pool's name, without the characters that a profile's name must not have.</summary>
    public static string NameFor(string pool)
    {
        var name = string.Concat(pool.Where(c => !char.IsControl(c)));
        return name.Length > MaxNameLength ? name.Substring(0, MaxNameLength) : name;
    }

    /// <summary>The profile as the text of a <c>.psd1</c> file.</summary>
    public static string Write(SchemaProfile profile)
    {
        StringBuilder text = new();
        text.Append("@{\n    Name = ").Append(Quote(profile.Name)).Append('\n');
        AppendLink(text, "Organizer", profile.Organizer);
        AppendLink(text, "Conference", profile.Conference);
        return text.Append("}\n").ToString();
    }

    private static void AppendLink(StringBuilder text, string key, SchemaLink link)
    {
        text.Append("    ").Append(key).Append(" = @{\n");
        Append("Table", link.Table.ToString());
        Append("Column", link.Column);
        if (link.Through is { } hop)
        {
            text.Append("        Through = @{\n");
            Append("    Table", hop.Table);
            Append("    Key", hop.Key);
            Append("    Value", hop.Value);
            text.Append("        }\n");
        }

        Append("PointsTo", link.Target.ToString());
        if (link.Pattern is not null)
        {
            Append("Pattern", link.Pattern.Text);
        }

        if (link.Encoding != default)
        {
            Append("Encoding", link.Encoding.ToString());
        }

        text.Append("    }\n");

        void Append(string name, string value) => text.Append("        ").Append(name).Append(" = ").Append(Quote(value)).Append('\n');
    }

    /// <summary>PowerShell takes five characters for a single quote. Each of them is doubled to stand for itself.</summary>
    private static string Quote(string value)
    {
        StringBuilder text = new("'");
        foreach (var c in value)
        {
            text.Append(c);
            if (c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B')
            {
                text.Append(c);
            }
        }

        return text.Append('\'').ToString();
    }

    private static SchemaLink Link(StrictTable table, LinkTarget[] targets)
    {
        table.AllowOnly(LinkKeys);
        LinkTarget target = table.Choice("PointsTo", targets);
        return new SchemaLink(
            table.Choice("Table", new[] { LinkTable.Document, LinkTable.PersistedServiceData }),
            Name(table, "Column"),
            target,
            table.Has("Pattern") ? Pattern(table, target) : null,
            table.Has("Encoding") ? table.Choice("Encoding", new[] { BinaryText.Utf16, BinaryText.SingleByte, BinaryText.Utf8 }) : default)
        {
            Through = table.Has("Through") ? Hop(table.Table("Through")) : null,
        };
    }

    private static LinkHop Hop(StrictTable table)
    {
        table.AllowOnly(HopKeys);
        return new LinkHop(Name(table, "Table"), Name(table, "Key"), Name(table, "Value"));
    }

    private static string Name(StrictTable table, string key) => table.Text(key, ServerLimits.NameCharacters);

    private static UrnPattern Pattern(StrictTable table, LinkTarget target)
    {
        UrnPattern pattern;
        try
        {
            pattern = UrnPattern.Parse(table.Text("Pattern", MaxPatternLength));
        }
        catch (FormatException exception)
        {
            throw table.Invalid(
                "Pattern", exception.Message.TrimEnd('.') + "; allowed are texts with named parts in braces, such as 'urn:conf:{UserAtHost}:{ExternalConfId}'");
        }

        return pattern.Parts.Contains(target.ToString(), StringComparer.OrdinalIgnoreCase)
            ? pattern
            : throw table.Invalid("Pattern", $"'{pattern}' has no part {{{target}}}, which PointsTo asks for");
    }
}
