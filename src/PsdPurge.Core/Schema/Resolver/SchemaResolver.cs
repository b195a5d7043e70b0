using System.Collections.Concurrent;
using System.Globalization;

namespace PsdPurge;

/// <summary>Finds out from a pool's own data how its entries name organizer and conference. It only reads.</summary>
public static class SchemaResolver
{
    /// <summary>The default number of entries to read at each end of the table.</summary>
    public const int DefaultSampleSize = 2000;

    /// <summary>Reads a sample of each Front-End, chooses the one profile that fits all of them, and proves it as a removal does.</summary>
    /// <param name="run">The Front-Ends of one pool, and how to connect to them. Those that cannot be reached are reported, and the others go on.</param>
    /// <param name="sampleSize">Entries to read at each end of the table.</param>
    /// <param name="token">Ends the run.</param>
    /// <returns>The result, or null if no Front-End could be reached.</returns>
    /// <exception cref="PsdPurgeException"><c>SchemaNotFound</c>: no profile fits. <c>SchemaAmbiguous</c>: several fit equally well.</exception>
    public static async Task<SchemaResolution?> ResolveAsync(PoolRun run, int sampleSize, CancellationToken token)
    {
        ConcurrentDictionary<FrontEnd, (FrontEndConnection Connection, ServerSample Sample)> read = new();
        using SearchProgress progress = new(run.Reporter);
        try
        {
            run.Reporter.Verbose(string.Format(
                CultureInfo.InvariantCulture,
                "{0}: reading at most {1:N0} entries and {2:N0} conferences of each Front-End, without waiting for a lock. "
                    + "That takes seconds on a quiet server, whatever the size of its tables.",
                run.Title,
                2L * sampleSize,
                2L * ServerSample.MaxConferences));
            progress.Show(run.FrontEnds, "Reading a sample of the entries");
            await run.ForEachAsync(
                run.FrontEnds, frontEnd => read[frontEnd] = Read(frontEnd, run.Settings, sampleSize, run.Reporter, token), token).ConfigureAwait(false);
            List<FrontEnd> answering = [.. run.FrontEnds.Where(read.ContainsKey)];
            if (answering.Count == 0)
            {
                return null;
            }

            IReadOnlyList<ServerSample> samples = [.. answering.Select(f => read[f].Sample)];
            progress.Show(answering, "Comparing columns with the living conferences");
            SchemaChoice choice = SchemaChoice.Make(samples);
            SchemaProfile profile = choice.Profile;
            progress.Show(answering, "Trying the profile that was found");
            ConcurrentDictionary<FrontEnd, SchemaEvidence> evidence = new();
            await run.ForEachAsync(
                answering,
                frontEnd =>
                {
                    (FrontEndConnection connection, ServerSample sample) = read[frontEnd];
                    Utf8Addresses.Fill(connection, sample.Schema, profile, token);
                    evidence[frontEnd] = new EvidenceReader(connection, sample.Schema, new BoundProfile(profile, sample.Schema, frontEnd)).Read(token);
                    run.Reporter.Verbose(evidence[frontEnd].ToString());
                },
                token).ConfigureAwait(false);
            IReadOnlyList<SchemaEvidence> all = [.. answering.Where(evidence.ContainsKey).Select(f => evidence[f])];
            EnsureProven(samples, choice, all, run.Reporter);
            return new SchemaResolution(
                run.FrontEnds[0].Pool,
                profile,
                choice.Winner.Agreeing,
                choice.Winner.Organizers,
                choice.RunnerUp?.ToString(),
                choice.RunnerUp?.WhyItLost(choice.Winner),
                all);
        }
        finally
        {
            foreach ((FrontEndConnection connection, _) in read.Values)
            {
                connection.Dispose();
            }
        }
    }

    /// <summary>The Front-Ends must agree. The only exception is one that is too small to prove anything.</summary>
    private static void EnsureProven(IReadOnlyList<ServerSample> samples, SchemaChoice choice, IReadOnlyList<SchemaEvidence> evidence, IRunReporter reporter)
    {
        foreach (SchemaEvidence one in evidence.Where(e => e.Verdict != EvidenceVerdict.Proven))
        {
            if (one.Verdict == EvidenceVerdict.Contradicted || one.LivingConferences >= EvidenceThresholds.MinConferences)
            {
                throw SchemaChoice.NotFound(samples, $"{choice.Winner} came closest, but {one.FrontEnd} does not agree: {one.Shortfall}");
            }

            reporter.Warning($"{one.FrontEnd} is too small to say whether the profile is right there: {one.Shortfall} A removal will refuse on it.");
        }

        if (!evidence.Any(e => e.Verdict == EvidenceVerdict.Proven))
        {
            throw SchemaChoice.NotFound(samples, $"{choice.Winner} came closest, but no Front-End alone has enough living conferences to prove it.");
        }
    }

    private static (FrontEndConnection Connection, ServerSample Sample) Read(
        FrontEnd frontEnd,
        ConnectionSettings settings,
        int sampleSize,
        IRunReporter reporter,
        CancellationToken token)
    {
        FrontEndConnection connection = FrontEndConnection.Open(frontEnd, settings, token);
        try
        {
            ServerSample sample = ServerSample.Read(connection, sampleSize, token);
            reporter.Verbose($"{frontEnd.DataSource}: {sample.Count} entries with {sample.Columns.Count} columns that may hold a link; "
                + $"{sample.Living.Count} living conferences.");
            return (connection, sample);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
