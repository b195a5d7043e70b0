namespace PsdPurge;

/// <summary>
/// Sixteen letters that follow from all entries of a selection, in any order. They show that a page that was approved and the input of a removal are the
/// same selection.
/// </summary>
public static class SelectionMark
{
    /// <summary>The mark, such as <c>bcdf-ghjk-mnpq-rstv</c>.</summary>
    /// <param name="entries">The entries, each once.</param>
    public static string Of(IEnumerable<AppEndpointPsdEntry> entries)
    {
        var (sum, mixed) = (0UL, 0UL);
        foreach (var entry in entries)
        {
            // Sums do not depend on the order. The second sum uses other numbers, so that a chance match of the first one is not enough.
            var hash = EntryCheck.Hash(entry);
            unchecked
            {
                sum += hash;
                mixed += (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9;
            }
        }

        var text = EntryCheck.Letters32((uint)(sum ^ (sum >> 32))) + EntryCheck.Letters32((uint)(mixed ^ (mixed >> 32)));
        return string.Join("-", text.Substring(0, 4), text.Substring(4, 4), text.Substring(8, 4), text.Substring(12, 4));
    }
}
