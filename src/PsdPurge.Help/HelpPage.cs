namespace PsdPurge.Help;

/// <summary>What a page of docs/cmdlets says about a cmdlet. Texts are lists of paragraphs without Markdown.</summary>
internal sealed record HelpPage
{
    /// <summary>The cmdlet's name: the page's title.</summary>
    public string Name { get; init; } = "";

    /// <summary>One sentence.</summary>
    public string Synopsis { get; init; } = "";

    /// <summary>What it does.</summary>
    public IReadOnlyList<string> Description { get; init; } = [];

    /// <summary>Examples in the order of the page.</summary>
    public IReadOnlyList<HelpExample> Examples { get; init; } = [];

    /// <summary>Texts of the parameters by name, without the hyphen.</summary>
    public IReadOnlyDictionary<string, HelpParameter> Parameters { get; init; } = new Dictionary<string, HelpParameter>();

    /// <summary>What may be piped in: type and text.</summary>
    public IReadOnlyList<HelpType> Inputs { get; init; } = [];

    /// <summary>What comes out: type and text.</summary>
    public IReadOnlyList<HelpType> Outputs { get; init; } = [];

    /// <summary>Notes.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Names of related cmdlets and pages, with an address if the page has one of the web.</summary>
    public IReadOnlyList<HelpLink> Links { get; init; } = [];
}

/// <summary>An example.</summary>
/// <param name="Title">Its title, without the number.</param>
/// <param name="Code">The commands.</param>
/// <param name="Remarks">What they do.</param>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A parameter's text.</summary>
/// <param name="Text">What it is for.</param>
/// <param name="Default">Its default value, or null if the page names none.</param>
internal sealed record HelpParameter(IReadOnlyList<string> Text, string? Default);

/// <summary>A type that is piped in or comes out.</summary>
/// <param name="Type">The type's name.</param>
/// <param name="Text">What it is.</param>
internal sealed record HelpType(string Type, IReadOnlyList<string> Text);

/// <summary>A related topic.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Uri">Its address on the web, or empty.</param>
internal sealed record HelpLink(string Text, string Uri);
