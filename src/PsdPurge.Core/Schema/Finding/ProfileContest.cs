namespace PsdPurge.Schema.Finding;

/// <summary>Chooses among proven profiles. If in doubt, it chooses none. It sends nothing to a server.</summary>
internal static class ProfileContest
{
    /// <summary>
    /// The profile that wins against each of the others, or null. It wins if it names every living conference that the other names, and more. If both name the
    /// same ones and select the same entries, either may win.
    /// </summary>
    /// <param name="proven">The profiles, the preferred ones first.</param>
    /// <param name="selectTheSame">Whether two profiles that name the same conferences also select the same entries.</param>
    public static async Task<ProfileOnPool?> WinnerAsync(IReadOnlyList<ProfileOnPool> proven, Func<ProfileOnPool, ProfileOnPool, Task<bool>> selectTheSame)
    {
        foreach (ProfileOnPool one in proven)
        {
            if (await WinsAsync(one).ConfigureAwait(false))
            {
                return one;
            }
        }

        return null;

        async Task<bool> WinsAsync(ProfileOnPool one)
        {
            List<ProfileOnPool> others = [.. proven.Where(o => o != one)];
            if (!others.All(one.NamesAllOf))
            {
                return false;
            }

            foreach (ProfileOnPool equal in others.Where(o => o.NamesAllOf(one)))
            {
                if (!await selectTheSame(one, equal).ConfigureAwait(false))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
