namespace PsdPurge.Lab.Scenarios;

/// <summary>Gives the rows of one Front-End their ids. Ids are local to each database, so the same conference has other ids on each Front-End.</summary>
internal static class FrontEndLayout
{
    /// <summary>Lays out the Front-End with this index.</summary>
    /// <param name="index">The Front-End.</param>
    /// <param name="fqdn">Its name.</param>
    /// <param name="organizers">All organizers.</param>
    /// <param name="plans">All conferences.</param>
    /// <param name="livingIds">Ids by which rows name conferences, and under which conferences live, regardless of their owners.</param>
    /// <param name="seed">The seed of everything random.</param>
    public static FrontEndData Lay(
        int index,
        string fqdn,
        IReadOnlyList<Organizer> organizers,
        IReadOnlyList<ConferencePlan> plans,
        IReadOnlySet<string> livingIds,
        int seed)
    {
        var random = new Random(unchecked((seed * 397) + index));
        return new(index, fqdn, organizers, Resources(organizers.Count, random), Conferences(plans, index, random), Documents(plans, livingIds, index, random));
    }

    private static int[] Resources(int count, Random random)
    {
        var next = random.Next(2, 40);
        var ids = new int[count];
        foreach (var at in Shuffled(count, random))
        {
            ids[at] = next;
            next += random.Next(1, 4);
        }

        return ids;
    }

    private static List<LabConference> Conferences(IReadOnlyList<ConferencePlan> plans, int index, Random random)
    {
        var next = random.Next(1, 500);
        var conferences = new List<LabConference>();
        foreach (var at in Shuffled(plans.Count, random))
        {
            if (plans[at].ConferenceOn.Contains(index))
            {
                conferences.Add(new(next, plans[at]));
                next += random.Next(1, 3);
            }
        }

        return conferences;
    }

    private static List<LabDocument> Documents(IReadOnlyList<ConferencePlan> plans, IReadOnlySet<string> livingIds, int index, Random random)
    {
        var next = random.Next(1, 500);
        var documents = new List<LabDocument>(plans.Count);
        foreach (var at in Shuffled(plans.Count, random))
        {
            var plan = plans[at];
            if (!plan.DocumentOn.Contains(index))
            {
                continue;
            }

            var fate = plan.FateOn(index);
            fate = fate == EntryFate.Orphan && livingIds.Contains(plan.ConferenceId!) ? EntryFate.IdOfAnother : fate;
            for (var i = 0; i < plan.Documents; i++)
            {
                documents.Add(new(next, plan, fate, i));
                next += random.Next(1, 3);
            }
        }

        return documents;
    }

    private static int[] Shuffled(int count, Random random)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        random.Shuffle(order);
        return order;
    }
}
