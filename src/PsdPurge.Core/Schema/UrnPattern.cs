namespace PsdPurge;

/// <summary>A text with named parts, such as <c>urn:conf:{UserAtHost}:{ExternalConfId}</c>.</summary>
public sealed record UrnPattern(string Text);
