namespace PsdPurge.Core.Tests.Purge.Model.Hostile;

/// <summary>Generates honest pools, and pools with wrong data about some living conferences. The same seed gives the same pool.</summary>
internal sealed class HostileGenerator
{
    private const string Letters = "0123456789ABCDFGHJKLMNPQRSTVWXYZ";

    private readonly Random _random;
    private readonly CopyWriter _writer;
    private readonly HostileLayout _layout;
    private readonly bool _isBenign;
    private readonly bool _mayBeLarge;
    private readonly bool _idsAreNumbers;
    private readonly KeyForm _keyForm;
    private readonly int _frontEnds;
    private readonly List<Person> _people = [];
    private readonly List<TrueConference> _conferences = [];
    private readonly List<HostileRow> _rows = [];
    private readonly List<Habit> _habits = [];
    private readonly Dictionary<TrueConference, Lie> _lies = [];
    private readonly int[] _lastConfId;
    private readonly int[] _lastDocId;

    private HostileGenerator(int seed, HostileLayout layout, int frontEnds, bool isBenign, bool mayBeLarge)
    {
        _random = new Random(seed);
        _writer = new CopyWriter(_random);
        _layout = layout;
        _frontEnds = frontEnds;
        _isBenign = isBenign;
        _mayBeLarge = mayBeLarge;
        _idsAreNumbers = Chance(20);
        _keyForm = layout.KeyIsText ? (KeyForm)_random.Next(4) : KeyForm.Dashes;
        _lastConfId = [.. Enumerable.Range(0, frontEnds).Select(_ => _random.Next(2) == 0 ? _random.Next(1, 500) : _random.Next(100_000, 900_000))];
        _lastDocId = [.. Enumerable.Range(0, frontEnds).Select(_ => _random.Next(1, 500))];
    }

    /// <summary>The usual content of a column.</summary>
    private sealed record Habit(HostileColumn Column, Says What, int Percent, int Form);

    /// <summary>The wrong data in the rows of a living conference.</summary>
    /// <param name="Owner">The organizer that they name.</param>
    /// <param name="Written">The conference that they name.</param>
    /// <param name="Documents">How many of its documents are wrong.</param>
    /// <param name="FrontEnds">The Front-Ends where they are wrong, as bits.</param>
    /// <param name="InBraces">Whether the id is in braces.</param>
    /// <param name="Correction">A column that has the right name in addition to the usual content, or none.</param>
    private sealed record Lie(Person Owner, TrueConference Written, int Documents, int FrontEnds, bool InBraces, Habit? Correction);

    public static HostilePool Make(int seed, HostileLayout layout, int frontEnds, bool isBenign, bool mayBeLarge) =>
        new HostileGenerator(seed, layout, frontEnds, isBenign, mayBeLarge).Make();

    public static Guid NextGuid(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private HostilePool Make()
    {
        var endpoints = _random.Next(2, 5);
        for (var i = 0; i < endpoints + 2; i++)
        {
            _people.Add(new Person(i, (i < endpoints ? "app" : "user") + i + (_random.Next(2) == 0 ? "-x@contoso.com" : "@fabrikam.net"), i < endpoints));
        }

        // A few conferences may be unnamed only in large pools.
        var most = !_mayBeLarge ? _random.Next(6, 18) : _layout.IsSlow || Chance(50) ? _random.Next(8, 44) : _random.Next(60, 240);
        var lags = !_isBenign && Chance(30);
        foreach (Person person in _people)
        {
            Add(person, _random.Next(most / 2, most + 1), lags);
            AddDeleted(person, _random.Next(2, 12));
        }

        Shuffle(_conferences);
        AddHabits();
        if (!_isBenign)
        {
            AddLies();
        }

        foreach (TrueConference conference in _conferences)
        {
            AddRows(conference);
        }

        return new HostilePool(_layout, _frontEnds, _people, _conferences, _rows, _keyForm, _isBenign);
    }

    private void Add(Person owner, int living, bool lags)
    {
        for (var i = 0; i < living; i++)
        {
            _conferences.Add(New(owner, lags && Chance(5) ? 1 << _random.Next(_frontEnds) : (1 << _frontEnds) - 1));
        }
    }

    private void AddDeleted(Person owner, int deleted)
    {
        for (var i = 0; i < deleted; i++)
        {
            _conferences.Add(New(owner, 0));
        }
    }

    /// <summary>A conference with its own names. If it lives nowhere, its names are former ids.</summary>
    private TrueConference New(Person owner, int livesOn) => new(
        owner,
        _idsAreNumbers
            ? _random.Next(100_000_000, 999_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : string.Concat(Enumerable.Range(0, 12).Select(_ => Letters[_random.Next(Letters.Length)])),
        NextGuid(_random),
        [.. Enumerable.Range(0, _frontEnds).Select(f => _lastConfId[f] += _random.Next(1, 4))],
        livesOn);

    /// <summary>If many columns have the same name, a search correctly finds no single profile. So some pools have few such columns.</summary>
    private void AddHabits()
    {
        var most = Chance(50) ? 45 : 10;
        foreach (HostileColumn column in HostileColumn.All.Where(_ => Chance(most)))
        {
            IReadOnlyList<Says> can = CopyWriter.CanSay(column);
            _habits.Add(new Habit(column, can[_random.Next(can.Count)], Chance(50) ? 100 : _random.Next(5, 100), _writer.AnyForm()));
        }
    }

    private void AddLies()
    {
        List<TrueConference> living = [.. _conferences.Where(c => c.Lives)];
        var liars = Chance(50) ? 1 : Math.Max(1, living.Count * _random.Next(1, 25) / 100);
        var kind = _random.Next(Kinds);
        for (var i = 0; i < liars; i++)
        {
            TrueConference conference = living[_random.Next(living.Count)];
            _lies[conference] = NewLie(conference, Chance(70) ? kind : _random.Next(Kinds));
        }
    }

    private const int Kinds = 9;

    private Lie NewLie(TrueConference truth, int kind)
    {
        Person other = Another(p => p.IsEndpoint && p != truth.Owner);
        Person owner = kind is 4 or 5 or 6 || !truth.Owner.IsEndpoint ? other : truth.Owner;
        TrueConference written = kind switch
        {
            0 or 1 or 4 => New(truth.Owner, 0),
            2 => AnotherConference(c => !c.Lives && c.Owner == truth.Owner, truth),
            3 => AnotherConference(c => !c.Lives && c.Owner != truth.Owner, truth),
            7 => AnotherConference(c => c.Lives, truth),
            _ => truth,
        };
        Habit? correction = null;
        if (Chance(65))
        {
            HostileColumn column = HostileColumn.All[_random.Next(HostileColumn.All.Count)];
            List<Says> can = [.. CopyWriter.CanSay(column).Where(w => w != Says.Nothing)];
            correction = new Habit(column, can[_random.Next(can.Count)], 100, _writer.AnyForm());
        }

        return new Lie(owner, written, Chance(70) ? int.MaxValue : 1, Chance(80) ? int.MaxValue : 1 << _random.Next(_frontEnds), kind == 8, correction);
    }

    private void AddRows(TrueConference truth)
    {
        var documents = Chance(75) ? 1 : _random.Next(2, 4);
        for (var document = 0; document < documents; document++)
        {
            var isOnAll = _isBenign || Chance(95);
            var only = _random.Next(_frontEnds);
            var entries = Chance(80) ? 1 : 2;
            for (var frontEnd = 0; frontEnd < _frontEnds; frontEnd++)
            {
                if (isOnAll || frontEnd == only)
                {
                    _rows.Add(NewRow(truth, frontEnd, document, entries));
                }
            }
        }
    }

    private HostileRow NewRow(TrueConference truth, int frontEnd, int document, int entries)
    {
        Lie? lie = _lies.TryGetValue(truth, out Lie? found) && document < found.Documents && (found.FrontEnds & (1 << frontEnd)) != 0 ? found : null;
        List<Copy> copies = [];
        foreach (Habit habit in _habits.Where(h => h.Column != lie?.Correction?.Column && Chance(h.Percent)))
        {
            AddCopy(habit, truth, frontEnd, copies);
        }

        if (lie?.Correction is { } correction)
        {
            AddCopy(correction, truth, frontEnd, copies);
        }

        return new HostileRow(
            frontEnd,
            _lastDocId[frontEnd] += _random.Next(1, 3),
            truth,
            lie?.Owner ?? truth.Owner,
            lie?.Written ?? truth,
            Chance(10),
            lie?.InBraces == true,
            copies,
            entries);
    }

    /// <summary>A key that is in no Conference table is not a name.</summary>
    private void AddCopy(Habit habit, TrueConference of, int frontEnd, List<Copy> copies)
    {
        if (_writer.Write(habit.Column, habit.What == Says.Key && _keyForm == KeyForm.None ? Says.Nothing : habit.What, of, frontEnd, habit.Form) is { } copy)
        {
            copies.Add(copy);
        }
    }

    private Person Another(Func<Person, bool> fits)
    {
        List<Person> fitting = [.. _people.Where(fits)];
        return fitting[_random.Next(fitting.Count)];
    }

    private TrueConference AnotherConference(Func<TrueConference, bool> fits, TrueConference truth)
    {
        List<TrueConference> fitting = [.. _conferences.Where(c => c != truth && fits(c))];
        return fitting.Count == 0 ? New(truth.Owner, 0) : fitting[_random.Next(fitting.Count)];
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private void Shuffle(List<TrueConference> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = _random.Next(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }
}
