using System.Globalization;
using PsdPurge.Topology;

namespace PsdPurge.Arguments;

/// <summary>
/// What -InputObject takes: entries of Select-AppEndpointPsdEntries as they are, deserialized, or as texts from a CSV file. Anything that is not
/// beyond doubt such an entry is refused, because what it says decides what is deleted.
/// </summary>
internal static class EntryArgument
{
    /// <summary>Reads one entry.</summary>
    /// <param name="row">The object.</param>
    /// <param name="number">Its number in the input, from 1.</param>
    /// <exception cref="PsdPurgeException"><c>InvalidInputObject</c></exception>
    public static AppEndpointPsdEntry Parse(PSObject row, int number)
    {
        var fields = new Fields(row, number);
        return new AppEndpointPsdEntry(
            fields.Text("Pool", optional: true),
            fields.Text("FrontEnd")!,
            fields.Address("SipAddress"),
            fields.Text("ConferenceId")!,
            fields.Text("DocId")!,
            fields.Number("Entries"),
            fields.Number("Bytes"));
    }

    /// <summary>Sorts entries by pool, those without a pool under the Front-Ends that they name, and names pools and Front-Ends as the topology does.</summary>
    /// <exception cref="PsdPurgeException"><c>InvalidInputObject</c>: a Front-End is not of the pool that the entry names.</exception>
    public static IReadOnlyList<(Target Target, IReadOnlyList<AppEndpointPsdEntry> Entries)> Group(
        IReadOnlyList<AppEndpointPsdEntry> entries, Func<string, Pool> findPool, Func<IEnumerable<string>, Target> named)
    {
        var groups = new List<(Target, IReadOnlyList<AppEndpointPsdEntry>)>();
        foreach (var group in entries.GroupBy(entry => entry.Pool ?? "", StringComparer.OrdinalIgnoreCase))
        {
            var target = group.Key.Length == 0 ? named(group.Select(entry => entry.FrontEnd)) : Target.Of(findPool(group.Key));
            var computers = target.FrontEnds.ToDictionary(frontEnd => frontEnd.ComputerName, frontEnd => frontEnd.ComputerName, StringComparer.OrdinalIgnoreCase);
            groups.Add((target, [.. group.Select(entry => entry with { Pool = target.Pool, FrontEnd = Member(entry) })]));

            string Member(AppEndpointPsdEntry entry) => computers.TryGetValue(entry.FrontEnd, out var name) ? name : throw Invalid(
                $"{entry.FrontEnd} is not a Front-End of pool {entry.Pool}, as an entry of the input says. Select the entries again.", entry);
        }

        return groups;
    }

    private static PsdPurgeException Invalid(string message, object target) =>
        new("InvalidInputObject", ErrorKind.InvalidData, message + " Nothing was deleted.", target);

    private readonly struct Fields(PSObject row, int number)
    {
        public string? Text(string name, bool optional = false)
        {
            var property = row.Properties[name] ?? throw Bad($"has no column {name}. Pipe in what Select-AppEndpointPsdEntries gave, or its CSV file");
            var value = property.Value is PSObject wrapped ? wrapped.BaseObject : property.Value;
            var text = value switch
            {
                null => "",
                string given => given,
                bool or DateTime or Enum => throw WrongType(name, value),
                IConvertible scalar => scalar.ToString(CultureInfo.InvariantCulture),
                Guid id => id.ToString(),
                _ => throw WrongType(name, value),
            };
            if (text.Trim().Length > 0)
            {
                return text;
            }

            return optional ? null : throw Bad($"has nothing in column {name}. Select the entries again");
        }

        public long Number(string name)
        {
            var text = Text(name)!;
            return long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= 0
                ? value
                : throw Bad($"has '{text}' in column {name}, which is not a number of entries or bytes. Select the entries again");
        }

        public string Address(string name)
        {
            try
            {
                return SipAddress.Parse(Text(name)!);
            }
            catch (PsdPurgeException exception) when (exception.ErrorId == "InvalidSipAddress")
            {
                throw Bad($"has '{Text(name)}' in column {name}, which is not a SIP address. Select the entries again");
            }
        }

        private PsdPurgeException WrongType(string name, object value) =>
            Bad($"has a {value.GetType().Name} in column {name} where text or a number belongs. Select the entries again");

        private PsdPurgeException Bad(string what) =>
            Invalid(string.Format(CultureInfo.InvariantCulture, "Object {0:N0} of the input {1}.", number, what), row);
    }
}
