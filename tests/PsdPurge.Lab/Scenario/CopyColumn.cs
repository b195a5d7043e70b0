using System.Globalization;
using System.Text;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>What a column copies.</summary>
public enum CopyOf
{
    /// <summary>Conference.ExternalConfId.</summary>
    ConferenceId,

    /// <summary>Conference.ConferenceKey.</summary>
    ConferenceKey,

    /// <summary>Conference.ConfId.</summary>
    ConfId,

    /// <summary>Resource.UserAtHost of the organizer.</summary>
    Address,

    /// <summary>Resource.ResourceId of the organizer.</summary>
    ResourceId,
}

/// <summary>How a column holds its copy.</summary>
public enum CopyAs
{
    /// <summary>nvarchar with nothing but the copy.</summary>
    Text,

    /// <summary>nvarchar with the copy inside a longer text.</summary>
    Sentence,

    /// <summary>varbinary, two bytes per character.</summary>
    Utf16,

    /// <summary>varbinary, UTF-8.</summary>
    Utf8,

    /// <summary>varbinary, code page 1252.</summary>
    SingleByte,

    /// <summary>uniqueidentifier.</summary>
    Guid,

    /// <summary>int.</summary>
    Number,
}

/// <summary>
/// A column that holds the right name even if the link of the schema variant may hold a stale one, or a column that names someone or something else.
/// </summary>
/// <param name="Table"><c>Document</c> or <c>PersistedServiceData</c>.</param>
/// <param name="Name">The column's name.</param>
/// <param name="Of">What it copies.</param>
/// <param name="As">How it holds it.</param>
public sealed record CopyColumn(string Table, string Name, CopyOf Of, CopyAs As)
{
    private const int TextLength = 450;

    /// <summary>
    /// The percentage of conferences whose rows have the copy. The rows of the others have NULL. The conferences are the same on every Front-End.
    /// </summary>
    public int Percent { get; init; } = 100;

    /// <summary>Whether letters have another case than in the tables to which the names belong.</summary>
    public bool OtherCase { get; init; }

    /// <summary>
    /// Whether it names another one: another conference of the same organizer that lives on this Front-End (NULL if there is none), or another organizer.
    /// </summary>
    public bool SecondHand { get; init; }

    /// <summary>The column.</summary>
    public ExtraColumn ToColumn() => new(Table, new(Name, Type), Value);

    private SqlType Type => (As, Of) switch
    {
        (CopyAs.Text or CopyAs.Sentence, _) => new(SqlTypeKind.NVarChar, TextLength),
        (CopyAs.Utf16 or CopyAs.Utf8 or CopyAs.SingleByte, _) => new(SqlTypeKind.VarBinary, 2 * TextLength),
        (CopyAs.Guid, CopyOf.ConferenceKey) => new(SqlTypeKind.UniqueIdentifier),
        (CopyAs.Number, CopyOf.ConfId or CopyOf.ResourceId) => new(SqlTypeKind.Int),
        _ => throw new ArgumentException($"Column {Name} cannot hold {Of} as {As}."),
    };

    private object? Value(FrontEndData frontEnd, LabDocument document)
    {
        var named = SecondHand ? Other(frontEnd, document) : frontEnd.Names(document);
        var value = named is not { } names || Chance(document) >= Percent ? null : Of switch
        {
            CopyOf.ConferenceId => names.ConferenceId,
            CopyOf.ConferenceKey => names.Key,
            CopyOf.ConfId => names.ConferenceId is null ? null : names.ConfId,
            CopyOf.Address => names.Address,
            _ => (object?)names.ResourceId,
        };
        return value is null || As is CopyAs.Guid or CopyAs.Number ? value : Store(Convert.ToString(value, CultureInfo.InvariantCulture)!);
    }

    private object Store(string text)
    {
        text = OtherCase ? MixedCase.Of(text) : text;
        return As switch
        {
            CopyAs.Sentence => $"was moved to {text}; see there",
            CopyAs.Utf16 => Encoding.Unicode.GetBytes(text),
            CopyAs.Utf8 => Encoding.UTF8.GetBytes(text),
            CopyAs.SingleByte => Encoding.Latin1.GetBytes(text),
            _ => text,
        };
    }

    private ConferenceNames? Other(FrontEndData frontEnd, in LabDocument document)
    {
        if (Of is CopyOf.Address or CopyOf.ResourceId)
        {
            var others = frontEnd.Organizers.Count;
            return others < 2 ? null : frontEnd.Names(document.Plan with { Organizer = frontEnd.Organizers[(document.Plan.Organizer.Index + 1) % others] });
        }

        var living = frontEnd.LivingOf(document.Plan.Organizer);
        if (living.Count == 0 || (living.Count == 1 && living[0] == document.Plan))
        {
            return null;
        }

        var at = document.Plan.Number % living.Count;
        return frontEnd.Names(living[at] == document.Plan ? living[(at + 1) % living.Count] : living[at]);
    }

    private int Chance(in LabDocument document) => (int)(Scatter.Of(document.Plan.Number, Name) % 100);
}
