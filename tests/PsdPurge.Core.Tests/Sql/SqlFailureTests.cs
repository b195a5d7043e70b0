namespace PsdPurge.Core.Tests;

/// <summary>What the client says of Windows authentication that failed, on Windows and elsewhere.</summary>
public class SqlFailureTests
{
    [Theory]
    [InlineData("The target principal name is incorrect. Cannot generate SSPI context.", true)]
    [InlineData("Cannot generate SSPI context. A network-related or instance-specific error occurred.", true)]
    [InlineData("Failed to generate SSPI context.", true)]
    [InlineData("A network-related or instance-specific error occurred while establishing a connection to SQL Server.", false)]
    public void Windows_authentication_that_fails_is_told_from_a_server_that_does_not_answer(string message, bool isAuthentication) =>
        Assert.Equal(isAuthentication, SqlFailure.IsWindowsAuthentication(message));
}
