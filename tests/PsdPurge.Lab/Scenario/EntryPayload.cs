namespace PsdPurge.Lab.Scenarios;

/// <summary>The data of PersistedServiceData rows. It is a function of the row's key, so nothing needs to be remembered.</summary>
/// <param name="MinBytes">The length of the shortest data.</param>
/// <param name="MaxBytes">The length of the longest data.</param>
public sealed record EntryPayload(int MinBytes, int MaxBytes)
{
    private static readonly byte[] Noise = MakeNoise();

    /// <summary>The length of a row's data in bytes.</summary>
    public int Length(long docId, int serviceId) => MinBytes + (int)(Scatter(docId, serviceId) % (uint)(MaxBytes - MinBytes + 1));

    /// <summary>A row's data.</summary>
    public byte[] Data(long docId, int serviceId)
    {
        var data = new byte[Length(docId, serviceId)];
        var start = (int)(Scatter(serviceId, (int)docId) % 4096);
        for (var done = 0; done < data.Length;)
        {
            var piece = Math.Min(Noise.Length - start, data.Length - done);
            Noise.AsSpan(start, piece).CopyTo(data.AsSpan(done));
            done += piece;
            start = 0;
        }

        return data;
    }

    /// <summary>The number of bytes in all entries of a document.</summary>
    public long Total(in LabDocument document)
    {
        long total = 0;
        for (var serviceId = 1; serviceId <= document.Entries; serviceId++)
        {
            total += Length(document.DocId, serviceId);
        }

        return total;
    }

    private static uint Scatter(long a, int b)
    {
        var mixed = unchecked(((ulong)a + ((ulong)(uint)b << 40) + 1) * 0x9E3779B97F4A7C15UL);
        return (uint)(mixed >> 33);
    }

    private static byte[] MakeNoise()
    {
        var noise = new byte[8192];
        new Random(1).NextBytes(noise);
        return noise;
    }
}
