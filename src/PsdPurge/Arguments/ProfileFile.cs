using System.Collections;
using System.Management.Automation.Language;
using System.Text;

namespace PsdPurge.Arguments;

/// <summary>Schema profiles in <c>.psd1</c> files. They are parsed as data and never run.</summary>
internal static class ProfileFile
{
    /// <summary>Reads a profile.</summary>
    /// <exception cref="PsdPurgeException"><c>SchemaProfileInvalid</c></exception>
    public static SchemaProfile Read(string path)
    {
        var script = Parser.ParseFile(path, out _, out var errors);
        if (errors.Length > 0)
        {
            throw Invalid(path, $"line {errors[0].Extent.StartLineNumber}: {errors[0].Message}");
        }

        try
        {
            return OnlyStatement(script) is HashtableAst table && table.SafeGetValue() is IDictionary data
                ? SchemaProfileNotation.Read(data, path)
                : throw Invalid(path, "it must hold one hashtable and nothing else");
        }
        catch (InvalidOperationException exception)
        {
            // SafeGetValue accepts only constants: no variables, commands or members.
            throw Invalid(path, "only texts and hashtables of texts are allowed, nothing that would have to be run: " + exception.Message);
        }
    }

    /// <summary>Refuses an existing file.</summary>
    /// <exception cref="PsdPurgeException"><c>SchemaProfileNotWritten</c></exception>
    public static void EnsureNew(string path)
    {
        if (File.Exists(path))
        {
            throw NotWritten(path, "The file already exists.");
        }
    }

    /// <summary>Writes a profile to a new file, and creates the folder if necessary.</summary>
    /// <exception cref="PsdPurgeException"><c>SchemaProfileNotWritten</c></exception>
    public static void Write(string path, SchemaProfile profile)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // Without a byte order mark, Windows PowerShell would take the file for another encoding.
            using var writer =
                new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            writer.Write(SchemaProfileNotation.Write(profile));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw NotWritten(path, exception.Message, exception);
        }
    }

    private static PsdPurgeException NotWritten(string path, string reason, Exception? cause = null) => new(
        ErrorIds.SchemaProfileNotWritten,
        ErrorKind.Write,
        $"{path}: {reason} Give -Path a new file in a folder that you may write to.",
        path,
        cause);

    private static ExpressionAst? OnlyStatement(ScriptBlockAst script)
    {
        var isPlain = script.ParamBlock is null && script.BeginBlock is null && script.ProcessBlock is null && script.DynamicParamBlock is null;
        return isPlain && script.EndBlock is { Statements: { Count: 1 } statements } && statements[0] is PipelineAst { PipelineElements: { Count: 1 } elements }
            ? (elements[0] as CommandExpressionAst)?.Expression
            : null;
    }

    private static PsdPurgeException Invalid(string path, string complaint) => new(
        ErrorIds.SchemaProfileInvalid,
        ErrorKind.InvalidData,
        $"{path}: {complaint.TrimEnd('.')}. Correct the file (docs/schema.md describes it).",
        path);
}
