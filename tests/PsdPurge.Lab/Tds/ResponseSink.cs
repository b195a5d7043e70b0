using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>
/// Turns the engine's output for one request into tokens. A DONE is held back until it is known whether something follows it, because it has to contain that.
/// </summary>
internal sealed class ResponseSink(
    PacketWriter writer, TokenWriter tokens, TransactionDescriptor transaction, string database, CancellationToken attention) : IResultSink
{
    private const ushort SelectCommand = 0xC1;
    private const byte ErrorClass = 11;
    private readonly List<BatchParameter> _outputs = [];
    private ValueEncoder[] _encoders = [];
    private (Token Token, DoneStatus Status, ushort Command, long Count)? _pending;
    private bool _resultSet;
    private bool _failed;
    private string _database = database;

    /// <summary>Whether statements run inside a procedure (an RPC). Each of them then ends with DONEINPROC.</summary>
    public bool InProcedure { get; set; }

    /// <summary>Finds the position of an output parameter among the RPC's parameters.</summary>
    public Func<string, int> OrdinalOf { get; set; } = _ => 0;

    public void BeginRows(IReadOnlyList<SqlColumn> columns)
    {
        WritePending();
        TypeInfoWriter.WriteColMetadata(writer, columns);
        _encoders = ValueEncoders.For(columns);
        _resultSet = true;
    }

    public void Row(IRow row)
    {
        attention.ThrowIfCancellationRequested();
        long start = writer.Position;
        try
        {
            writer.Token(Token.Row);
            for (int i = 0; i < _encoders.Length; i++)
            {
                _encoders[i](writer, row, i);
            }
        }
        catch (Exception bad) when (
            bad is FormatException or OverflowException or ArgumentException or InvalidOperationException or InvalidCastException)
        {
            // Half a row must not reach the client, because the client could read nothing after it.
            if (bad is ObjectDisposedException || !writer.TryRewind(start))
            {
                throw new IOException("A value that does not fit its column was already half sent.", bad);
            }

            throw new TSqlException(50000, $"The lab's engine gave a value that does not fit its column: {bad.Message}");
        }

        writer.SendWhenLarge();
    }

    public void EndStatement(long? rowCount)
    {
        DoneStatus status = (rowCount is null ? DoneStatus.Final : DoneStatus.Count) | (_failed ? DoneStatus.Error : DoneStatus.Final);
        Hold(InProcedure ? Token.DoneInProc : Token.Done, status, _resultSet ? SelectCommand : (ushort)0, rowCount ?? 0);
        _resultSet = false;
        _failed = false;
    }

    public void Message(SqlMessage message)
    {
        WritePending();
        tokens.Message(message);
        _failed |= message.Class >= ErrorClass;
    }

    public void DatabaseChanged(string database)
    {
        WritePending();
        tokens.EnvironmentChange(EnvChange.Database, database, _database);
        tokens.Message(new SqlMessage(5701, 0, 2, $"Changed database context to '{database}'."));
        _database = database;
    }

    public void TransactionChanged(TransactionEvent change)
    {
        WritePending();
        transaction.Announce(tokens, change);
    }

    public void OutputParameter(BatchParameter parameter) => _outputs.Add(parameter);

    /// <summary>Ends a procedure with its status, its output parameters and DONEPROC.</summary>
    public void EndProcedure(int status)
    {
        WritePending();
        tokens.ReturnStatus(status);
        foreach (BatchParameter output in _outputs)
        {
            tokens.ReturnValue(OrdinalOf(output.Name), output);
        }

        _outputs.Clear();
        Hold(Token.DoneProc, _failed ? DoneStatus.Error : DoneStatus.Final, 0, 0);
        _failed = false;
        _resultSet = false;
    }

    /// <summary>Ends the response and sends what is left of it.</summary>
    public void Finish(bool attentionSeen)
    {
        if (attentionSeen)
        {
            WritePending();
            tokens.Done(Token.Done, DoneStatus.Attention, 0, 0);
        }
        else if (_pending is { } last && !_failed)
        {
            tokens.Done(last.Token, last.Status, last.Command, last.Count);
        }
        else
        {
            WritePending();
            tokens.Done(Token.Done, _failed ? DoneStatus.Error : DoneStatus.Final, 0, 0);
        }

        writer.EndMessage();
    }

    private void Hold(Token token, DoneStatus status, ushort command, long count)
    {
        WritePending();
        _pending = (token, status, command, count);
    }

    private void WritePending()
    {
        if (_pending is { } held)
        {
            tokens.Done(held.Token, held.Status | DoneStatus.More, held.Command, held.Count);
            _pending = null;
            writer.SendWhenLarge();
        }
    }
}
