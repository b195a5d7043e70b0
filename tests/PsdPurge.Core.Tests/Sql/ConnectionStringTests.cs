using CsCheck;
using Microsoft.Data.SqlClient;

namespace PsdPurge.Core.Tests.Sql;

public class ConnectionStringTests
{
    [Theory]
    [InlineData("fe01;Password=x")]
    [InlineData("fe01\";User ID=sa;Password=\"x")]
    [InlineData("fe01';Initial Catalog=master;--")]
    [InlineData("{fe01};Encrypt=false")]
    [InlineData("fe01=;Integrated Security=false")]
    public void A_computer_name_never_becomes_connection_string_syntax(string name) => AssertPlain(new FrontEnd(name));

    [Fact]
    public void No_text_at_all_becomes_connection_string_syntax() =>
        Gen.String[Gen.Char[' ', '~'], 1, 40].Where(name => name.Trim() == name).Sample(name => AssertPlain(new FrontEnd(name, "")), iter: 500);

    [Theory]
    [InlineData("fe01\0;Password=x")]
    [InlineData("fe01\r\nGO")]
    public void A_name_with_control_characters_is_refused(string name)
    {
        PsdPurgeException refused =
            Assert.Throws<PsdPurgeException>(() => FrontEndConnection.Open(new FrontEnd(name), new ConnectionSettings(), CancellationToken.None));
        Assert.Equal("FrontEndNameInvalid", refused.ErrorId);
        Assert.DoesNotContain(refused.Message, char.IsControl);
    }

    [Fact]
    public void A_credential_is_no_part_of_it()
    {
        ConnectionSettings settings = new() { Credential = new System.Net.NetworkCredential("theLogin", "thePassword") };
        var text = ConnectionOpening.ConnectionString(new FrontEnd("fe01"), settings);
        Assert.DoesNotContain("theLogin", text, StringComparison.Ordinal);
        Assert.DoesNotContain("thePassword", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.001, 1)]
    [InlineData(0.5, 1)]
    [InlineData(1, 1)]
    [InlineData(1.001, 2)]
    [InlineData(15, 15)]
    public void Less_than_a_second_never_becomes_the_zero_that_waits_for_ever(double given, int seconds)
    {
        ConnectionSettings settings = new() { ConnectTimeout = TimeSpan.FromSeconds(given) };

        Assert.Equal(seconds, new SqlConnectionStringBuilder(ConnectionOpening.ConnectionString(new FrontEnd("fe01"), settings)).ConnectTimeout);
    }

    private static void AssertPlain(FrontEnd frontEnd)
    {
        SqlConnectionStringBuilder parsed = new(ConnectionOpening.ConnectionString(frontEnd, new ConnectionSettings()));
        SqlConnectionStringBuilder plain = new(ConnectionOpening.ConnectionString(new FrontEnd("fe01"), new ConnectionSettings()));
        Assert.Equal(frontEnd.DataSource, parsed.DataSource);
        foreach (string key in plain.Keys)
        {
            Assert.True(key == "Data Source" || Equals(plain[key], parsed[key]), key);
        }
    }
}
