namespace PsdPurge;

/// <summary>
/// Finds a pool's profile if none was named. It tries the module's own profiles, then what <see cref="SchemaResolver"/> finds. It takes a profile only if
/// exactly one is proven on every Front-End that contains entries. It only reads.
/// </summary>
public static class ProfileFinder
{
    /// <summary>The larger sample to try if the usual one shows too little.</summary>
    private const int ThoroughSampleSize = 10 * SchemaResolver.DefaultSampleSize;

    /// <summary>Finds the profile.</summary>
    /// <param name="run">The Front-Ends of one pool, and how to connect to them. One that cannot be reached is left out, and not reported if another
    /// answers.</param>
    /// <param name="selectTheSame">Tells whether two profiles select the same entries. Called if both are proven and name the same living conferences.</param>
    /// <param name="token">Ends it.</param>
    /// <returns>The result, or null if no Front-End could be reached.</returns>
    /// <exception cref="PsdPurgeException"><c>SchemaNotFound</c>: no profile is proven. <c>SchemaAmbiguous</c>: more than one profile is.</exception>
    public static async Task<FoundProfile?> FindAsync(PoolRun run, Func<SchemaProfile, SchemaProfile, Task<bool>> selectTheSame, CancellationToken token)
    {
        using ProfileProver prover = new(run);
        await prover.OpenAsync(token).ConfigureAwait(false);
        if (!prover.HasAnswers)
        {
            foreach (PsdPurgeException failure in prover.Failures)
            {
                run.Reporter.Failed(failure);
            }

            return null;
        }

        if (prover.Holding.Count == 0)
        {
            return new FoundProfile(null, $"No Front-End of {run.Title} holds an entry, so there is nothing to look for.");
        }

        List<ProfileOnPool> asked = [];
        foreach (SchemaProfile profile in SchemaProfile.BuiltIn)
        {
            asked.Add(await prover.ProveAsync(profile, token).ConfigureAwait(false));
        }

        PsdPurgeException? notFound = null;
        if (!asked.Any(a => a.IsProven && a.NamesAll))
        {
            // One of the module's own profiles may be right for what it names, while the other living conferences are named in another way.
            try
            {
                if (await ResolveAsync(run, prover.Holding, token).ConfigureAwait(false) is { } resolved && asked.All(a => !a.Profile.HasLinksOf(resolved)))
                {
                    asked.Add(await prover.ProveAsync(resolved, token).ConfigureAwait(false));
                }
            }
            catch (PsdPurgeException failure) when (failure.Kind == ErrorKind.NotFound)
            {
                notFound = failure;
                run.Reporter.Verbose(failure.Message);
            }
            catch (PsdPurgeException failure) when (failure.Kind == ErrorKind.Guard)
            {
                throw Ambiguous(run, failure.Message, failure);
            }
        }

        List<ProfileOnPool> proven = [.. asked.Where(a => a.IsProven)];
        if (proven.Count == 0)
        {
            throw NotFound(run, asked, notFound);
        }

        ProfileOnPool winner = await ProfileContest.WinnerAsync(proven, (a, b) => selectTheSame(a.Profile, b.Profile)).ConfigureAwait(false)
            ?? throw Ambiguous(
                run,
                $"More than one way to read the entries is proven, and they do not say the same: {string.Join("; ", proven)}. "
                    + "When you know which is right, give it with -SchemaProfile.",
                null);
        var others =
            proven.Count == 1 ? "no other is proven" : $"it names all that the others name, which are {string.Join("; ", proven.Where(p => p != winner))}";
        return new FoundProfile(winner.Profile, $"{run.Title}: every Front-End that holds entries proves profile {winner}; {others}.");
    }

    private static async Task<SchemaProfile?> ResolveAsync(PoolRun run, IReadOnlyList<FrontEnd> frontEnds, CancellationToken token)
    {
        run.Reporter.Verbose($"{run.Title}: none of the module's own profiles names every living conference, so the columns are searched for another.");
        SchemaResolution? found =
            await SchemaResolver.ResolveAsync(run with { FrontEnds = frontEnds }, SchemaResolver.DefaultSampleSize, token).ConfigureAwait(false);
        return found is null || SchemaProfile.BuiltIn.Contains(found.Profile)
            ? found?.Profile
            : found.Profile with { Name = SchemaProfileNotation.NameFor(run.Name) };
    }

    /// <summary>One line for each attempt, and the next command on its own line.</summary>
    private static PsdPurgeException NotFound(PoolRun run, List<ProfileOnPool> asked, PsdPurgeException? cause)
    {
        IEnumerable<string> tried = asked.Select(a => $"Profile {a.Profile}: {a.Shortfall}");
        if (cause is not null)
        {
            tried = tried.Append("The search for another: " + cause.Message);
        }

        return new PsdPurgeException(
            ErrorIds.SchemaNotFound,
            ErrorKind.NotFound,
            $"{run.Title}: nothing is listed and nothing is deleted, because no way to read the entries is proven there."
                + string.Concat(tried.Select(line => $"\n- {line}"))
                + "\n" + Next(run),
            run.Name,
            cause);
    }

    private static PsdPurgeException Ambiguous(PoolRun run, string reason, PsdPurgeException? cause) => new(
        ErrorIds.SchemaAmbiguous,
        ErrorKind.Guard,
        $"{run.Title}: nothing is listed and nothing is deleted. {reason}\n{Next(run)}",
        run.Name,
        cause);

    private static string Next(PoolRun run) => $"Next: Resolve-PsdSchemaProfile {run.Arguments} -SampleSize {ThoroughSampleSize} -Verbose";
}
