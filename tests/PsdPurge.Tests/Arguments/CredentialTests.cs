using System.Security;
using PsdPurge.Tests.Hosting;

namespace PsdPurge.Tests.Arguments;

/// <summary>-Credential takes SQL Server logins. A credential that cannot be one is refused before any server is contacted.</summary>
public class CredentialTests
{
    [Theory]
    [InlineData(@"CONTOSO\admin", "secret", "CredentialNotSqlLogin", @"runas /netonly /user:CONTOSO\admin")]
    [InlineData("reader", "", "PasswordEmpty", "Get-Credential reader")]
    public void A_credential_that_cannot_be_a_SQL_login_is_refused_at_once(string user, string password, string id, string remedy)
    {
        using var host = new ModuleHost();
        var result = host.Run(
            "param($Credential) Get-PsdEntryCount -ComputerName '127.0.0.1,1', '127.0.0.1,2' -Credential $Credential",
            new PSCredential(user, Secure(password)));

        var error = Assert.Single(result.Errors);
        Assert.Equal((id, ErrorCategory.InvalidArgument), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Contains(remedy, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_backslash_that_PowerShell_puts_before_a_plain_name_makes_no_Windows_account_of_it()
    {
        using var host = new ModuleHost();
        var result = host.Run(
            "param($Credential) Get-PsdEntryCount -ComputerName '127.0.0.1,1' -Credential $Credential", new PSCredential(@"\reader", Secure("secret")));

        Assert.Equal(["FrontEndUnreachable"], result.ErrorIds);
    }

    private static SecureString Secure(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        return secret;
    }
}
