namespace PsdPurge.Lab.Scenarios;

/// <summary>ConfIds on one Front-End, for living conferences, for deleted ones and for stale names. No number is given twice.</summary>
internal sealed class ConferenceNumbers
{
    private readonly Dictionary<ConferencePlan, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ConferencePlan, int> _stale = new(ReferenceEqualityComparer.Instance);

    /// <summary>Numbers the conferences of a Front-End's documents.</summary>
    public ConferenceNumbers(FrontEndData frontEnd)
    {
        foreach (var conference in frontEnd.Conferences)
        {
            _numbers[conference.Plan] = conference.ConfId;
        }

        var used = _numbers.Values.ToHashSet();
        var next = 1;
        foreach (var document in frontEnd.Documents)
        {
            if (!_numbers.ContainsKey(document.Plan))
            {
                _numbers[document.Plan] = Unused();
            }

            if (document.Plan.StaleId is not null && !_stale.ContainsKey(document.Plan))
            {
                _stale[document.Plan] = Unused();
            }
        }

        int Unused()
        {
            while (!used.Add(next))
            {
                next++;
            }

            return next;
        }
    }

    /// <summary>A conference's number, or the number that its stale documents hold.</summary>
    public int Of(ConferencePlan plan, bool stale) => (stale ? _stale : _numbers)[plan];
}
