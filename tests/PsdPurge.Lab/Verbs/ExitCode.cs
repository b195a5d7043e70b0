namespace PsdPurge.Lab.Verbs;

/// <summary>The lab's exit codes.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int NumbersDoNotAddUp = 1;
    public const int BadArguments = 2;
    public const int Failed = 3;
}
