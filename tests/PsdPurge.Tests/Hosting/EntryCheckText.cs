using System.Text;

namespace PsdPurge.Tests.Hosting;

/// <summary>The check text of an entry, computed from its documentation and not with the module's code. It is public for the scripts of tests.</summary>
public static class EntryCheckText
{
    public static string Of(string pool, string frontEnd, string sipAddress, string conferenceId, string docId, string entries, string bytes)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var octet in new[] { pool, frontEnd, sipAddress, conferenceId, docId, entries, bytes }.SelectMany(
            value => Encoding.Unicode.GetBytes(value + '\u001F')))
        {
            hash = unchecked((hash ^ octet) * 0x100000001b3UL);
        }

        var folded = (uint)(hash >> 32) ^ (uint)hash;
        return string.Concat(Enumerable.Range(0, 8).Select(letter => "bcdfghjkmnpqrstv"[(int)(folded >> (4 * letter)) & 15]));
    }
}
