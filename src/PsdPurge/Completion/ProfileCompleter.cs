namespace PsdPurge.Completion;

/// <summary>Schema profiles that come with the module.</summary>
internal sealed class ProfileCompleter : Completer
{
    private protected override IEnumerable<(string Value, string ToolTip)> Candidates(string word) =>
        SchemaProfile.BuiltIn.Select(profile => (profile.Name, $"organizer: {profile.Organizer}; conference: {profile.Conference}"));
}
