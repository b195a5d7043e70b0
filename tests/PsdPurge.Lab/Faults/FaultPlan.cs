using System.Collections.Immutable;
using PsdPurge.Lab.Tds;

namespace PsdPurge.Lab.Faults;

/// <summary>
/// What goes wrong on a lab server, and when: <c>faults.On(Request.Containing("DELETE")).Nth(3).KillConnection()</c>. Faults may be added
/// and switched off while the server runs. Thread-safe.
/// </summary>
public sealed class FaultPlan
{
    private ImmutableArray<(Fault Fault, Request Request, RequestEffect Effect)> _requests = [];
    private ImmutableArray<(Fault Fault, bool Hang)> _connects = [];
    private ImmutableArray<(Fault Fault, int Number, string? Text)> _logins = [];
    private ImmutableArray<Fault> _refusals = [];

    /// <summary>Notifies the server that connections are to be refused or accepted again.</summary>
    internal event Action? RefusalChanged;

    internal bool RefusesConnections => !_refusals.IsEmpty;

    /// <summary>A fault for requests.</summary>
    public RequestFaultBuilder On(Request request) => new(this, request);

    /// <summary>A fault for new connections.</summary>
    public ConnectFaultBuilder OnConnect() => new(this);

    /// <summary>A fault for logins.</summary>
    public LoginFaultBuilder OnLogin() => new(this);

    /// <summary>
    /// The server stops listening, so that connecting fails at once. Established connections stay. When the fault is switched off, the server is back on the
    /// same port.
    /// </summary>
    public Fault RefuseConnections()
    {
        Fault fault = new(_ => true, fault =>
        {
            ImmutableInterlocked.Update(ref _refusals, all => all.Remove(fault));
            RefusalChanged?.Invoke();
        });
        ImmutableInterlocked.Update(ref _refusals, all => all.Add(fault));
        RefusalChanged?.Invoke();
        fault.Strike();
        return fault;
    }

    /// <summary>Switches everything off.</summary>
    public void Clear()
    {
        Fault[] all =
        [
            .. _requests.Select(one => one.Fault),
            .. _connects.Select(one => one.Fault),
            .. _logins.Select(one => one.Fault),
            .. _refusals,
        ];
        foreach (Fault fault in all)
        {
            fault.Off();
        }
    }

    internal Fault Add(Request request, Func<int, bool> due, Func<Fault, RequestEffect> effect)
    {
        Fault fault = new(due, fault => ImmutableInterlocked.Update(ref _requests, all => all.RemoveAll(one => one.Fault == fault)));
        ImmutableInterlocked.Update(ref _requests, all => all.Add((fault, request, effect(fault))));
        return fault;
    }

    internal Fault AddConnectFault(Func<int, bool> due, bool hang)
    {
        Fault fault = new(due, fault => ImmutableInterlocked.Update(ref _connects, all => all.RemoveAll(one => one.Fault == fault)));
        ImmutableInterlocked.Update(ref _connects, all => all.Add((fault, hang)));
        return fault;
    }

    internal Fault AddLoginFault(Func<int, bool> due, int number, string? text)
    {
        Fault fault = new(due, fault => ImmutableInterlocked.Update(ref _logins, all => all.RemoveAll(one => one.Fault == fault)));
        ImmutableInterlocked.Update(ref _logins, all => all.Add((fault, number, text)));
        return fault;
    }

    /// <summary>The effects that are due on a request, in the order in which they were added.</summary>
    internal IReadOnlyList<RequestEffect> Due(RequestRecord request)
    {
        List<RequestEffect>? due = null;
        foreach ((Fault fault, Request matcher, RequestEffect effect) in _requests)
        {
            if (matcher.Matches(request) && fault.Meet())
            {
                (due ??= []).Add(effect);
            }
        }

        return due is null ? [] : due;
    }

    /// <summary>The fault that is due on a new connection, if any.</summary>
    internal (Fault Fault, bool Hang)? DueOnConnect()
    {
        foreach ((Fault Fault, bool Hang) one in _connects)
        {
            if (one.Fault.Meet())
            {
                one.Fault.Strike();
                return one;
            }
        }

        return null;
    }

    /// <summary>The error that is due on a login, if any.</summary>
    internal (int Number, string? Text)? DueOnLogin()
    {
        foreach ((Fault fault, int number, string? text) in _logins)
        {
            if (fault.Meet())
            {
                fault.Strike();
                return (number, text);
            }
        }

        return null;
    }
}
