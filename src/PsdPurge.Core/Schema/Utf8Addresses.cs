using System.Text;

namespace PsdPurge.Schema;

/// <summary>
/// The addresses of a Front-End that are not ASCII, with their UTF-8 bytes, in #Utf8Address. SQL Server 2012 cannot read UTF-8, so the bytes of a column are
/// looked up there.
/// </summary>
/// <remarks>
/// The bytes of an address are those of its spelling in the Resource table, and of that spelling in lower case. Letters beyond ASCII in other spellings are not
/// found, and entries with them are left alone. Bytes that two addresses share count for neither.
/// </remarks>
internal static class Utf8Addresses
{
    /// <summary>The length of the longest address that is looked up, in bytes.</summary>
    public const int MostBytes = ServerLimits.KeyBytes;

    /// <summary>Creates and fills #Utf8Address if the profile needs it.</summary>
    public static void Fill(FrontEndConnection connection, ServerSchema schema, SchemaProfile profile, CancellationToken token)
    {
        if (!IsNeeded(profile))
        {
            return;
        }

        List<string> addresses = [];
        new QueryBatch().Do(LinkStatements.CreateUtf8Address(schema)).Ask(LinkStatements.AddressesBeyondAscii, row => addresses.Add(row.GetString(0))).Run(
            connection, token);
        MultiRowInsert.Send(connection, "#Utf8Address", ["Bytes", "UserAtHost"], ["@p", "@p"], Rows(addresses), token);
    }

    /// <summary>Whether a profile names organizers by address in UTF-8.</summary>
    public static bool IsNeeded(SchemaProfile profile) => profile.Organizer is { Target: LinkTarget.UserAtHost, Encoding: BinaryText.Utf8 };

    internal static IEnumerable<object[]> Rows(IEnumerable<string> addresses)
    {
        Dictionary<string, (byte[] Bytes, HashSet<string> Addresses)> spellings = [];
        foreach (var address in addresses)
        {
            foreach (byte[] bytes in new[] { Encoding.UTF8.GetBytes(address), Encoding.UTF8.GetBytes(address.ToLowerInvariant()) })
            {
                var key = BitConverter.ToString(bytes);
                if (!spellings.TryGetValue(key, out (byte[] Bytes, HashSet<string> Addresses) known))
                {
                    spellings.Add(key, known = (bytes, []));
                }

                known.Addresses.Add(address);
            }
        }

        return spellings.Values.Where(s => s.Addresses.Count == 1 && s.Bytes.Length <= MostBytes).Select(s => new object[] { s.Bytes, s.Addresses.First() });
    }
}
