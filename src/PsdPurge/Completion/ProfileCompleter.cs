using PsdPurge.Arguments;

namespace PsdPurge.Completion;

/// <summary>Schema profiles that come with the module.</summary>
internal sealed class ProfileCompleter : Completer
{
    private protected override IEnumerable<(string Value, string ToolTip)> Candidates(string word) =>
    [
        (ProfileArgument.Auto, "the one that the pool's own data proves"),
        .. SchemaProfile.BuiltIn.Select(profile => (profile.Name, $"organizer: {profile.Organizer}; conference: {profile.Conference}")),
    ];
}
