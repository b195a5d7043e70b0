using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Faults;

/// <summary>The connection breaks before the request is executed.</summary>
internal sealed class KillBeforeEffect(Fault fault) : RequestEffect(fault)
{
    public override void Before(IFaultTarget target)
    {
        Fault.Strike();
        target.Kill(sendFirst: false);
    }
}

/// <summary>The request is executed, then the connection breaks and the answer is lost.</summary>
internal sealed class KillAfterExecutionEffect(Fault fault) : RequestEffect(fault)
{
    public override IResultSink Wrap(IResultSink sink, IFaultTarget target) => new SilentSink();

    public override void After(IFaultTarget target)
    {
        Fault.Strike();
        target.Kill(sendFirst: false);
    }

    private sealed class SilentSink : IResultSink
    {
        public void BeginRows(IReadOnlyList<SqlColumn> columns)
        {
        }

        public void Row(IRow row)
        {
        }

        public void EndStatement(long? rowCount)
        {
        }

        public void Message(SqlMessage message)
        {
        }

        public void DatabaseChanged(string database)
        {
        }

        public void TransactionChanged(TransactionEvent change)
        {
        }

        public void OutputParameter(BatchParameter parameter)
        {
        }
    }
}

/// <summary>The connection breaks in the middle of the answer.</summary>
internal sealed class KillAfterRowsEffect(Fault fault, int rows) : RequestEffect(fault)
{
    public override IResultSink Wrap(IResultSink sink, IFaultTarget target) => new CountingSink(Fault, sink, target, rows);

    private sealed class CountingSink(Fault fault, IResultSink inner, IFaultTarget target, int rows) : IResultSink
    {
        private int _sent;

        public void BeginRows(IReadOnlyList<SqlColumn> columns)
        {
            inner.BeginRows(columns);
            KillAt(rows);
        }

        public void Row(IRow row)
        {
            inner.Row(row);
            _sent++;
            KillAt(rows);
        }

        public void EndStatement(long? rowCount) => inner.EndStatement(rowCount);

        public void Message(SqlMessage message) => inner.Message(message);

        public void DatabaseChanged(string database) => inner.DatabaseChanged(database);

        public void TransactionChanged(TransactionEvent change) => inner.TransactionChanged(change);

        public void OutputParameter(BatchParameter parameter) => inner.OutputParameter(parameter);

        private void KillAt(int count)
        {
            if (_sent == count)
            {
                fault.Strike();
                target.Kill(sendFirst: true);
            }
        }
    }
}
