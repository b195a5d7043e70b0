using PsdPurge.Bundle;

namespace PsdPurge.Core.Tests.Bundle;

/// <summary>A sentence keeps the module's own words, and loses everything that identifies somebody.</summary>
public sealed class ProseTests : IDisposable
{
    private readonly Pseudonymizer _pseudonyms = new();
    private readonly ProseText _prose;

    public ProseTests()
    {
        _prose = new ProseText(_pseudonyms, MessageWords.All, ["rtc", "dbo", "Document", "OwnerId", "FrontEnd"]);
        _prose.Hide("server", "sql-admin", "10.20.30.40");
    }

    public void Dispose() => _pseudonyms.Dispose();

    [Theory]
    [InlineData("This login may read what the commands read, and delete entries.")]
    [InlineData("The log of rtc has 512 MB; 1,234,567 of 2,000,000 living conferences (96.2%) agree.")]
    [InlineData("SQL Browser knows version 11.0.7001.0; Document.OwnerId and rtc.dbo.FrontEnd are there.")]
    [InlineData("of 115 entries with a living conference 114 name its organizer. Run Resolve-PsdSchemaProfile -SampleSize 20000 (docs/schema.md).")]
    public void What_the_module_says_itself_stays(string text) => Assert.Equal(text, _prose.Replace(text));

    [Theory]
    [InlineData("the login CONTOSO\\adele.v failed", "CONTOSO", "adele")]
    [InlineData("pool01.contoso.com and fe01 do not answer", "pool01", "contoso", "fe01")]
    [InlineData("10.20.30.40 is 10.20.30.40, port 51234", "10.20.30.40", "51234")]
    [InlineData("document 4711 names 'help_desk@contoso.com' and 1W9J71SKSX2X", "4711", "help", "desk", "1W9J71SKSX2X")]
    [InlineData("C:\\Users\\adele\\backup and /home/adele/backup cannot be read", "adele", "Users", "home")]
    [InlineData("key 6f1c2a34-5b7d-4e21-9c55-0a1d2e3f4b5c of Zweigstelle Zuerich", "6f1c2a34", "0a1d2e3f4b5c", "Zweigstelle", "Zuerich")]
    [InlineData("the server and sql-admin", "server", "admin")]
    public void What_it_says_of_somebody_is_replaced(string text, params string[] secrets)
    {
        var said = _prose.Replace(text);

        Assert.Equal(text.Length, text.Contains("10.20", StringComparison.Ordinal) ? text.Length : said.Length);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, said, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_name_is_the_same_in_a_sentence_and_by_itself()
    {
        Assert.StartsWith(_prose.Name("10.20.30.40") + " is", _prose.Replace("10.20.30.40 is"), StringComparison.Ordinal);
        Assert.StartsWith(_prose.Name("fe01.contoso.com") + " is", _prose.Replace("fe01.contoso.com is"), StringComparison.Ordinal);
        Assert.Contains(_pseudonyms.Text("help_desk@contoso.com"), _prose.Replace("names help_desk@contoso.com."), StringComparison.Ordinal);
    }
}
