using System.Security.Cryptography;
using System.Text;

namespace PsdPurge.Bundle;

/// <summary>
/// A permutation of sequences of small numbers that needs its key to be undone or repeated. The image of a sequence has the same length, each number stays
/// below its bound, and no two sequences have the same image. It is a Feistel network whose rounds are HMACs, as in format-preserving encryption.
/// </summary>
internal sealed class KeyedPermutation(byte[] key) : IDisposable
{
    private const int Rounds = 6;
    private const int NumbersInBlock = 8;

    private readonly HMACSHA256 _hmac = new(key);

    /// <summary>Replaces the numbers with their image.</summary>
    /// <param name="numbers">The numbers, each at least 0 and below its bound.</param>
    /// <param name="bounds">The bounds.</param>
    /// <param name="kind">Each kind has its own permutation.</param>
    public void Permute(int[] numbers, IReadOnlyList<int> bounds, string kind)
    {
        var half = numbers.Length / 2;
        lock (_hmac)
        {
            for (var round = 0; round < Rounds; round++)
            {
                var (to, from) = round % 2 == 0 ? ((half, numbers.Length), (0, half)) : ((0, half), (half, numbers.Length));
                Add(numbers, bounds, to, from, $"{kind} {round} {numbers.Length}");
            }
        }
    }

    public void Dispose() => _hmac.Dispose();

    private void Add(int[] numbers, IReadOnlyList<int> bounds, (int Begin, int End) to, (int Begin, int End) from, string head)
    {
        var known = new StringBuilder(head);
        for (var i = from.Begin; i < from.End; i++)
        {
            known.Append(' ').Append(numbers[i]);
        }

        byte[] block = [];
        for (var i = to.Begin; i < to.End; i++)
        {
            var at = (i - to.Begin) % NumbersInBlock;
            if (at == 0)
            {
                block = _hmac.ComputeHash(Encoding.ASCII.GetBytes($"{known} / {i - to.Begin}"));
            }

            numbers[i] = (int)((numbers[i] + (BitConverter.ToUInt32(block, at * sizeof(uint)) % (uint)bounds[i])) % (uint)bounds[i]);
        }
    }
}
