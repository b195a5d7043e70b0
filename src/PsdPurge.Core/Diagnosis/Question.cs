using System.Data;

namespace PsdPurge.Diagnosis;

/// <summary>One query to a server. It has either rows or a failure.</summary>
internal abstract class Question(string sql)
{
    public string Sql { get; } = sql;

    /// <summary>Why there is no answer. Null if there is one.</summary>
    public PsdPurgeException? Failure { get; set; }

    public abstract void Read(IDataRecord row);

    /// <summary>Forgets the rows of a request that broke off.</summary>
    public abstract void Clear();
}

/// <inheritdoc/>
/// <param name="sql">The query.</param>
/// <param name="read">Reads a row.</param>
internal sealed class Question<T>(string sql, Func<IDataRecord, T> read) : Question(sql)
{
    public List<T> Rows { get; } = [];

    public override void Read(IDataRecord row) => Rows.Add(read(row));

    public override void Clear() => Rows.Clear();
}
