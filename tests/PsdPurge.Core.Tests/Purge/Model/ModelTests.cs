using CsCheck;
using Conference = PsdPurge.Core.Tests.Purge.Model.PoolModel.Conference;

namespace PsdPurge.Core.Tests.Purge.Model;

/// <summary>Random lives of conferences with removals in between, against a model without SQL.</summary>
public class ModelTests
{
    private const int Numbers = 4;

    private enum Step
    {
        Create,
        AddEntries,
        Delete,
        DeleteOnOne,
        Recreate,
        Activate,
        Deactivate,
        MoveEndpoint,
        Select,
        Remove,
        RemoveSelected,
    }

    private static readonly Gen<(Step Step, int FrontEnd, int Organizer, int Number, int Mask)> Steps =
        Gen.Select(
            Gen.Frequency(
                (6, Gen.Const(Step.Create)), (3, Gen.Const(Step.AddEntries)), (6, Gen.Const(Step.Delete)), (2, Gen.Const(Step.DeleteOnOne)),
                (2, Gen.Const(Step.Recreate)), (1, Gen.Const(Step.Activate)), (3, Gen.Const(Step.Deactivate)), (1, Gen.Const(Step.MoveEndpoint)),
                (2, Gen.Const(Step.Select)), (2, Gen.Const(Step.Remove)), (2, Gen.Const(Step.RemoveSelected))),
            Gen.Int[0, ModelPool.FrontEnds - 1],
            Gen.Int[0, ModelPool.Organizers - 1],
            Gen.Int[0, Numbers - 1],
            Gen.Int[1, 7]);

    private static long Iterations => long.TryParse(Environment.GetEnvironmentVariable("PSDPURGE_MODEL_RUNS"), out var runs) ? runs : 8;

    [Fact]
    public void No_entry_of_a_living_or_active_conference_is_deleted_and_no_orphan_is_left_after_a_quiet_run() =>
        Steps.Array[30, 60].Sample(steps => Live(steps).GetAwaiter().GetResult(), iter: Iterations, threads: 1);

    private static async Task Live((Step Step, int FrontEnd, int Organizer, int Number, int Mask)[] steps)
    {
        await using ModelPool pool = await ModelPool.StartAsync();
        PoolModel model = new();
        HashSet<int> homed = [.. Enumerable.Range(0, ModelPool.Organizers)];
        IReadOnlyList<AppEndpointPsdEntry> selected = [];
        foreach (var (step, frontEnd, organizer, number, mask) in steps)
        {
            Conference conference = new(organizer, number);
            IEnumerable<int> onSome = Enumerable.Range(0, ModelPool.FrontEnds).Where(f => (mask & (1 << f)) != 0);
            switch (step)
            {
                case Step.Create or Step.Recreate:
                    Create(pool, model, conference, step == Step.Create ? onSome : [frontEnd]);
                    break;
                case Step.AddEntries:
                    AddEntry(pool, model, frontEnd, conference);
                    break;
                case Step.Delete:
                    Delete(pool, model, conference, Enumerable.Range(0, ModelPool.FrontEnds));
                    break;
                case Step.DeleteOnOne:
                    Delete(pool, model, conference, [frontEnd]);
                    break;
                case Step.Activate when model.HasRow(frontEnd, conference) && !model.IsActive(frontEnd, conference):
                    model.Activate(frontEnd, conference);
                    pool.Activate(frontEnd, conference);
                    break;
                case Step.Deactivate:
                    foreach (var f in Enumerable.Range(0, ModelPool.FrontEnds))
                    {
                        Deactivate(pool, model, f, conference);
                    }

                    break;
                case Step.MoveEndpoint:
                    // An endpoint moves to another pool and back. Its entries stay, and are selected only on its home pool.
                    homed = homed.Contains(organizer) && homed.Count > 1 ? [.. homed.Where(o => o != organizer)] : [.. homed, organizer];
                    break;
                case Step.Select:
                    selected = await SelectAsync(pool, model, homed);
                    break;
                case Step.Remove:
                    await RemoveAsync(pool, model, homed, null);
                    break;
                case Step.RemoveSelected when selected.Count > 0:
                    await RemoveAsync(pool, model, homed, selected);
                    break;
            }
        }

        // A last run over all of them, without active conferences.
        foreach ((var frontEnd, Conference conference) in AllPlaces())
        {
            Deactivate(pool, model, frontEnd, conference);
        }

        await RemoveAsync(pool, model, [.. Enumerable.Range(0, ModelPool.Organizers)], null);
        Assert.Empty(await SelectAsync(pool, model, [.. Enumerable.Range(0, ModelPool.Organizers)]));
    }

    private static IEnumerable<(int FrontEnd, Conference Conference)> AllPlaces() =>
        from frontEnd in Enumerable.Range(0, ModelPool.FrontEnds)
        from organizer in Enumerable.Range(0, ModelPool.Organizers)
        from number in Enumerable.Range(0, Numbers)
        select (frontEnd, new Conference(organizer, number));

    private static void Create(ModelPool pool, PoolModel model, Conference conference, IEnumerable<int> frontEnds)
    {
        foreach (var frontEnd in frontEnds.Where(f => !model.HasRow(f, conference) && !model.IsActive(f, conference)))
        {
            model.AddRow(frontEnd, conference);
            pool.AddRow(frontEnd, conference);
            AddEntry(pool, model, frontEnd, conference);
        }
    }

    private static void AddEntry(ModelPool pool, PoolModel model, int frontEnd, Conference conference)
    {
        model.AddEntry(frontEnd, conference);
        pool.AddEntry(frontEnd, conference, model.EntriesOf(frontEnd, conference));
    }

    private static void Delete(ModelPool pool, PoolModel model, Conference conference, IEnumerable<int> frontEnds)
    {
        foreach (var frontEnd in frontEnds.Where(f => model.HasRow(f, conference)))
        {
            model.RemoveRow(frontEnd, conference);
            pool.RemoveRow(frontEnd, conference);
        }
    }

    private static void Deactivate(ModelPool pool, PoolModel model, int frontEnd, Conference conference)
    {
        if (model.IsActive(frontEnd, conference))
        {
            model.Deactivate(frontEnd, conference);
            pool.Deactivate(frontEnd, conference);
        }
    }

    private static async Task<IReadOnlyList<AppEndpointPsdEntry>> SelectAsync(ModelPool pool, PoolModel model, IReadOnlyCollection<int> homed)
    {
        pool.Pool.Scope = pool.Pool.Scope with { Endpoints = [.. homed.Select(ModelPool.Address)] };
        IReadOnlyList<AppEndpointPsdEntry> selected = await pool.Pool.SelectAsync();
        for (var f = 0; f < ModelPool.FrontEnds; f++)
        {
            IEnumerable<string> expected = model.Orphans(f, homed).Select(c => $"{ModelPool.Address(c.Organizer)} {ModelPool.Id(c)} {model.EntriesOf(f, c)}");
            Assert.Equal(
                expected.Order(),
                selected.Where(e => e.FrontEnd == pool.Pool.FrontEnds[f].ComputerName).Select(e => $"{e.SipAddress} {e.ConferenceId} {e.Entries}").Order());
        }

        return selected;
    }

    private static async Task RemoveAsync(ModelPool pool, PoolModel model, IReadOnlyCollection<int> homed, IReadOnlyList<AppEndpointPsdEntry>? only)
    {
        pool.Pool.Scope = pool.Pool.Scope with { Endpoints = [.. homed.Select(ModelPool.Address)] };
        RemovalOutcome outcome = await pool.Pool.RemoveAsync(pool.Pool.Options() with { BatchSize = 3 }, only: only);
        Assert.Empty(outcome.Said.Failures);
        for (var f = 0; f < ModelPool.FrontEnds; f++)
        {
            foreach (Conference orphan in model.Orphans(f, homed).Where(c => only?.Any(e => IsOf(e, pool, f, c)) != false))
            {
                model.Remove(f, orphan);
            }

            Assert.Equal(
                model.Entries.Where(e => e.FrontEnd == f).Select(e => (e.Conference, model.EntriesOf(f, e.Conference))).OrderBy(e => e.ToString()),
                pool.EntriesOn(f).OrderBy(e => e.ToString()));
        }
    }

    private static bool IsOf(AppEndpointPsdEntry entry, ModelPool pool, int frontEnd, Conference conference) =>
        entry.FrontEnd == pool.Pool.FrontEnds[frontEnd].ComputerName
            && entry.SipAddress == ModelPool.Address(conference.Organizer)
            && entry.ConferenceId == ModelPool.Id(conference);
}
