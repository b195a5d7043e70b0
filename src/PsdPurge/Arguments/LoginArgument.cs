using System.Net;

namespace PsdPurge.Arguments;

/// <summary>The value of -Credential: a SQL Server login.</summary>
internal static class LoginArgument
{
    /// <summary>The login, or null for Windows authentication.</summary>
    /// <exception cref="PsdPurgeException"><c>CredentialNotSqlLogin</c>, <c>PasswordEmpty</c></exception>
    public static NetworkCredential? Parse(PSCredential credential)
    {
        if (credential == PSCredential.Empty)
        {
            return null;
        }

        // PowerShell's dialog puts a backslash before a name without a domain.
        var name = credential.UserName.TrimStart('\\');
        if (name.Contains('\\'))
        {
            throw new PsdPurgeException(
                ErrorIds.CredentialNotSqlLogin,
                ErrorKind.InvalidArgument,
                $"-Credential takes a SQL Server login, and {name} is a Windows account, which a program cannot pass to SQL Server. "
                    + $"Leave out -Credential and start PowerShell as that account: runas /netonly /user:{name} powershell.",
                name);
        }

        if (credential.Password.Length == 0)
        {
            throw new PsdPurgeException(
                ErrorIds.PasswordEmpty,
                ErrorKind.InvalidArgument,
                $"The password of {name} is empty. Give -Credential with the login's password: -Credential (Get-Credential {name}).",
                name);
        }

        // GetNetworkCredential would take the part of a SQL login's name after an @ for a domain.
        return new NetworkCredential(name, credential.Password);
    }
}
