using System.Text;

namespace PsdPurge.Lab.SkypeForBusiness;

/// <summary>
/// The answers of the readiness cmdlets. Each answer is a line of a text file. The cmdlet removes each line that it returns, except the last one. While the
/// first line is <c>Block</c>, the cmdlet does not answer at all, whatever the caller does to stop it. The real cmdlet may do the same.
/// </summary>
internal static class ReadinessScript
{
    private const string Block = "Block";
    private const string Ready = "Ready";
    private const int Attempts = 200;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    /// <summary>The next answer. Ready if there is no script.</summary>
    /// <param name="file">The script.</param>
    /// <param name="onBlock">Called once, if there is no answer yet.</param>
    public static string Next(string? file, Action onBlock)
    {
        for (var blocked = false; ; blocked = true)
        {
            var answer = Take(file);
            if (!string.Equals(answer, Block, StringComparison.OrdinalIgnoreCase))
            {
                return answer;
            }

            if (!blocked)
            {
                onBlock();
            }

            Thread.Sleep(LookAgain);
        }
    }

    private static string Take(string? file)
    {
        if (string.IsNullOrEmpty(file))
        {
            return Ready;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return TakeFrom(file!);
            }
            catch (FileNotFoundException)
            {
                return Ready;
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Another runspace or process is taking its answer at this moment.
                Thread.Sleep(LookAgain);
            }
        }
    }

    private static string TakeFrom(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var lines = ReadLines(stream);
        if (lines.Count == 0)
        {
            return Ready;
        }

        var answer = lines[0];
        if (lines.Count > 1 && !string.Equals(answer, Block, StringComparison.OrdinalIgnoreCase))
        {
            var rest = Encoding.UTF8.GetBytes(string.Join("\n", lines.Skip(1)) + "\n");
            stream.SetLength(0);
            stream.Write(rest, 0, rest.Length);
        }

        return answer;
    }

    private static List<string> ReadLines(Stream stream)
    {
        var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
    }
}
