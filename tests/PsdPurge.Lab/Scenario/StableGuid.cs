using System.Security.Cryptography;
using System.Text;

namespace PsdPurge.Lab.Scenarios;

/// <summary>Guids that are the same each time.</summary>
internal static class StableGuid
{
    /// <summary>The guid of a text.</summary>
    public static Guid Of(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
