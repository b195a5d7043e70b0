using PsdPurge.Arguments;
using PsdPurge.Running;

namespace PsdPurge.Commands;

/// <summary>
/// Chooses the profile of a run: the one that was named, or with Auto the one that is remembered for the pool, or else the one that the pool's own data proves.
/// With Auto, a run never switches from the remembered profile to another one. A person has to accept that once.
/// </summary>
internal sealed class ProfileChoice
{
    private readonly SchemaProfile? _named;
    private readonly ProfileMemory _memory;
    private readonly bool _forgets;

    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="profile">What -SchemaProfile says.</param>
    /// <param name="folder">What -ProfileFolder says.</param>
    /// <param name="forgets">Whether what is remembered is to be forgotten.</param>
    /// <exception cref="PsdPurgeException"><c>SchemaProfileNotFound</c>, <c>SchemaProfileInvalid</c>, <c>InvalidPath</c></exception>
    public ProfileChoice(PSCmdlet cmdlet, string profile, string? folder, bool forgets = false)
    {
        _named = ProfileArgument.Parse(profile, cmdlet);
        _memory = ProfileMemory.Open(cmdlet, folder);
        _forgets = forgets;
    }

    /// <summary>Whether to remember the profile. Not with -WhatIf.</summary>
    public bool Remembers { get; set; } = true;

    /// <summary>Does the work with the profile.</summary>
    /// <param name="run">The Front-Ends of one pool.</param>
    /// <param name="scopeOf">Gets the scope of a run with a profile.</param>
    /// <param name="work">The work. Returns the Front-Ends' evidence for the profile.</param>
    /// <param name="leave">Called instead if there is no profile. Its argument tells whether there are no entries either.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="PsdPurgeException"><c>SchemaNotFound</c>, <c>SchemaAmbiguous</c>, <c>SchemaProfileChanged</c></exception>
    public async Task RunAsync(
        PoolRun run, Func<SchemaProfile, SelectionScope> scopeOf, Func<SelectionScope, Task<PoolVerdict>> work, Action<bool> leave, CancellationToken token)
    {
        if (_named is not null)
        {
            await work(scopeOf(_named)).ConfigureAwait(false);
            return;
        }

        var remembered = _forgets ? [] : _memory.Read(run, run.Reporter.Warning);
        if (remembered.Count == 1)
        {
            await RunRememberedAsync(run, scopeOf, remembered[0], work, token).ConfigureAwait(false);
            return;
        }

        FoundProfile? found = null;
        try
        {
            found = await EntrySelector.FindProfileAsync(run, scopeOf, token).ConfigureAwait(false);
            if (found?.Profile is { } profile && remembered.FirstOrDefault(other => !other.HasLinksOf(profile)) is { } before)
            {
                throw Changed(run, before, found);
            }
        }
        catch (PsdPurgeException)
        {
            leave(false);
            throw;
        }

        if (found?.Profile is null)
        {
            run.Reporter.Verbose(found?.Reason ?? $"{run.Title}: no Front-End can be reached.");
            leave(found is not null);
            return;
        }

        run.Reporter.Verbose(found.Reason);
        var verdict = await work(scopeOf(found.Profile) with { MustAgree = true }).ConfigureAwait(false);
        if (verdict == PoolVerdict.Agreed && Remembers)
        {
            _memory.Write(run, found.Profile, found.Reason, run.Reporter.Warning);
        }
    }

    /// <summary>
    /// The run itself is the proof. If it fails, a search finds out what the data proves now. That profile is not used, because it is not the remembered one.
    /// </summary>
    private async Task RunRememberedAsync(
        PoolRun run, Func<SchemaProfile, SelectionScope> scopeOf, SchemaProfile profile, Func<SelectionScope, Task<PoolVerdict>> work, CancellationToken token)
    {
        run.Reporter.Verbose($"{run.Title}: profile {profile.Label} is remembered in {string.Join(", ", _memory.Files(run))}, and is proven anew.");
        if (await work(scopeOf(profile) with { MustAgree = true }).ConfigureAwait(false) != PoolVerdict.Refused)
        {
            return;
        }

        FoundProfile? found;
        try
        {
            found = await EntrySelector.FindProfileAsync(run with { Reporter = new QuietReporter(run.Reporter) }, scopeOf, token).ConfigureAwait(false);
        }
        catch (PsdPurgeException failure)
        {
            // The run's own error names the next command.
            run.Reporter.Verbose(failure.Message);
            return;
        }

        if (found?.Profile is { } other && !other.HasLinksOf(profile))
        {
            throw Changed(run, profile, found);
        }
    }

    private static PsdPurgeException Changed(PoolRun run, SchemaProfile before, FoundProfile found) => new(
        ErrorIds.SchemaProfileChanged,
        ErrorKind.Guard,
        $"{run.Title}: nothing is deleted, because the pool now proves another profile than the one that is remembered, {before.Label}. {found.Reason} "
            + $"Look at what the new one selects, and accept it. Next: Select-AppEndpointPsdEntries {run.Arguments} -ForgetProfile",
        run.Name);
}
