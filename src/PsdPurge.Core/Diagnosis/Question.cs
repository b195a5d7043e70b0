using System.Data;

namespace PsdPurge.Diagnosis;

/// <summary>One query to a server. Either its rows are there, or why they are not.</summary>
internal abstract class Question(string sql)
{
    public string Sql { get; } = sql;

    /// <summary>Why it has no answer; null if it has.</summary>
    public PsdPurgeException? Failure { get; set; }

    public abstract void Read(IDataRecord row);

    /// <summary>Forgets what a request that broke off had brought.</summary>
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
