using System.Globalization;
using System.Xml.Linq;

namespace PsdPurge.Help;

/// <summary>Writes MAML, the one form of cmdlet help that Windows PowerShell 5.1 and PowerShell 7 both read.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly Dictionary<string, string> CommonTexts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["WhatIf"] = "Says what would be done and does nothing.",
        ["Confirm"] = "Asks before it acts. -Confirm:$false asks nothing, even if the cmdlet asks by default.",
    };

    public static void Write(string file, IEnumerable<(CommandShape Shape, HelpPage Page)> commands)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        new XDocument(
            new XDeclaration("1.0", "utf-8", null),
            new XElement(Msh + "helpItems", new XAttribute("schema", "maml"), commands.Select(command => One(command.Shape, command.Page)))).Save(file);
    }

    private static XElement One(CommandShape shape, HelpPage page) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", shape.Name),
            new XElement(Command + "verb", shape.Verb),
            new XElement(Command + "noun", shape.Noun),
            Description(page.Synopsis.Length == 0 ? [] : [page.Synopsis])),
        Description(page.Description),
        new XElement(Command + "syntax", shape.Sets.Select(set => new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", shape.Name),
            shape.In(set).Select(entry => Parameter(entry.Parameter, entry.Use, page))))),
        new XElement(Command + "parameters", shape.Parameters
            .OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase)
            .Select(parameter => Parameter(parameter, parameter.Uses[0], page))),
        new XElement(Command + "inputTypes", page.Inputs.Select(type => Typed(Command + "inputType", type))),
        new XElement(Command + "returnValues", page.Outputs.Select(type => Typed(Command + "returnValue", type))),
        new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
        new XElement(Command + "examples", page.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", page.Links.Select(link => new XElement(
            Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Uri)))));

    private static XElement Parameter(ParameterShape shape, ParameterUse use, HelpPage page)
    {
        var help = page.Parameters.GetValueOrDefault(shape.Name)
            ?? (CommonTexts.TryGetValue(shape.Name, out var text) && shape.Aliases is ["wi"] or ["cf"]
                ? new HelpParameter([text!], null)
                : new HelpParameter([], null));
        var element = new XElement(
            Command + "parameter",
            new XAttribute("required", Lower(use.Mandatory)),
            new XAttribute("variableLength", Lower(shape.IsList)),
            new XAttribute("globbing", "false"),
            new XAttribute("pipelineInput", use.Pipeline),
            new XAttribute("position", use.IsPositional ? use.Position.ToString(CultureInfo.InvariantCulture) : "named"),
            new XAttribute("aliases", shape.Aliases.Count == 0 ? "none" : string.Join(", ", shape.Aliases)),
            new XElement(Maml + "name", shape.Name),
            Description(help.Text));
        if (shape.Values.Count > 0)
        {
            element.Add(new XElement(Command + "parameterValueGroup", shape.Values.Select(value => Value(value, required: false))));
        }
        else if (!shape.IsSwitch)
        {
            element.Add(Value(shape.Type, required: true));
        }

        element.Add(
            new XElement(Dev + "type", new XElement(Maml + "name", shape.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", help.Default ?? (shape.IsSwitch ? "False" : "None")));
        return element;
    }

    private static XElement Value(string value, bool required) => new(
        Command + "parameterValue", new XAttribute("required", Lower(required)), new XAttribute("variableLength", "false"), value);

    private static XElement Typed(XName name, HelpType type) => new(
        name, new XElement(Dev + "type", new XElement(Maml + "name", type.Type)), Description(type.Text));

    private static XElement Example(HelpExample example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", string.Format(CultureInfo.InvariantCulture, "-------- Example {0}: {1} --------", index + 1, example.Title)),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs(example.Remarks)));

    private static XElement Description(IEnumerable<string> paragraphs) => new(Maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) => paragraphs.Select(paragraph => new XElement(Maml + "para", paragraph));

    private static string Lower(bool value) => value ? "true" : "false";
}
