namespace PsdPurge.Purge.Backup;

/// <summary>A buffer for characters. Its memory is reused for each row.</summary>
internal sealed class TextBuffer
{
    private char[] _characters = new char[1 << 12];

    /// <summary>The number of characters.</summary>
    public int Length { get; private set; }

    public void Clear() => Length = 0;

    /// <summary>Writes a piece of it to <paramref name="output"/>.</summary>
    public void WriteTo(TextWriter output, int start, int length) => output.Write(_characters, start, length);

    /// <summary>A part of the text.</summary>
    public string ToString(int start, int length) => new(_characters, start, length);

    public void Write(char value)
    {
        MakeRoom(1);
        _characters[Length++] = value;
    }

    public void Write(char[] characters, int start, int count)
    {
        MakeRoom(count);
        Array.Copy(characters, start, _characters, Length, count);
        Length += count;
    }

    public void Write(string value)
    {
        MakeRoom(value.Length);
        value.CopyTo(0, _characters, Length, value.Length);
        Length += value.Length;
    }

    private void MakeRoom(int count)
    {
        if (_characters.Length - Length < count)
        {
            Array.Resize(ref _characters, Math.Max(_characters.Length * 2, Length + count));
        }
    }
}
