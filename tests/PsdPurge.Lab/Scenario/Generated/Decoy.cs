using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Scenarios;

/// <summary>The content of a column that looks like a link but is not one.</summary>
public enum DecoyKind
{
    /// <summary>Small numbers. Some of them are ResourceIds and ConfIds by accident.</summary>
    SmallNumber,

    /// <summary>The same ResourceId in every row.</summary>
    Constant,

    /// <summary>The ResourceId of the person who changed the document last: the organizer in most rows, someone else in the others.</summary>
    MostlyOwner,

    /// <summary>The same, with addresses.</summary>
    MostlyOwnerAddress,

    /// <summary>The ConfId of some living conference, regardless of its owner.</summary>
    AnyConfId,

    /// <summary>The public id of some living conference in a sentence.</summary>
    AnyPublicIdInText,

    /// <summary>A guid.</summary>
    Guid,
}

/// <summary>A column that looks like a link but is not one.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Share">The percentage of rows that hold the owner, if <paramref name="Kind"/> copies it.</param>
public sealed record Decoy(string Column, DecoyKind Kind, int Share = 80)
{
    /// <summary>Its type.</summary>
    public SqlType Type => Kind switch
    {
        DecoyKind.MostlyOwnerAddress or DecoyKind.AnyPublicIdInText => new(SqlTypeKind.NVarChar, 450),
        DecoyKind.Guid => new(SqlTypeKind.UniqueIdentifier),
        _ => new(SqlTypeKind.Int),
    };

    /// <summary>The column's declaration in CREATE TABLE.</summary>
    public string Declaration => TypeText.Declaration(new(Column, Type));

    /// <summary>A document's value.</summary>
    public object Value(FrontEndData frontEnd, in LabDocument document)
    {
        var chance = Scatter(document.DocId);
        var someone = frontEnd.Organizers[(int)(chance / 100 % (uint)frontEnd.Organizers.Count)];
        var owner = chance % 100 < Share ? document.Plan.Organizer : someone;
        LabConference? conference = frontEnd.Conferences.Count == 0 ? null : frontEnd.Conferences[(int)(chance / 7 % (uint)frontEnd.Conferences.Count)];
        return Kind switch
        {
            DecoyKind.SmallNumber => 1 + (int)(chance % 40),
            DecoyKind.Constant => frontEnd.ResourceId(frontEnd.Organizers[0]),
            DecoyKind.MostlyOwner => frontEnd.ResourceId(owner),
            DecoyKind.MostlyOwnerAddress => owner.Address,
            DecoyKind.AnyConfId => conference?.ConfId ?? 0,
            DecoyKind.AnyPublicIdInText => $"see {conference?.Plan.ConferenceId ?? "nothing"} for more",
            _ => StableGuid.Of(FormattableString.Invariant($"{Column}/{document.DocId}")),
        };
    }

    private uint Scatter(int docId) => (uint)(unchecked(((ulong)docId + ((ulong)Column.Length << 32) + 1) * 0x9E3779B97F4A7C15UL) >> 33);
}
