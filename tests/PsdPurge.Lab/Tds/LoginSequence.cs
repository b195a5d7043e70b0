using System.Globalization;
using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tds;

/// <summary>Everything that happens before the first request: PRELOGIN, TLS, LOGIN7 and the answer to it.</summary>
internal sealed class LoginSequence(
    int connectionId, TdsServerOptions options, Transport transport, PacketReader reader, PacketWriter writer, TokenWriter tokens)
{
    private const string DefaultDatabase = "master";
    private const int MinPacketSize = 512;
    private const int MaxPacketSize = 32767;

    /// <summary>Logs the client in. Null if the client went away or was refused.</summary>
    public async Task<SessionState?> RunAsync(CancellationToken token)
    {
        bool strict = await transport.OpensWithTlsAsync(token).ConfigureAwait(false);
        if (strict)
        {
            await transport.StartStrictTlsAsync(token).ConfigureAwait(false);
        }

        if (await reader.ReadAsync(token).ConfigureAwait(false) is not { } prelogin)
        {
            return null;
        }

        EncryptionOption asked = Prelogin.ReadEncryption(Expect(prelogin, PacketType.Prelogin));
        EncryptionOption agreed = strict ? asked : Prelogin.Negotiate(options.Encryption, asked);
        Prelogin.WriteAnswer(writer, agreed);
        if (!strict && agreed != EncryptionOption.NotSupported)
        {
            await transport.StartWrappedTlsAsync(token).ConfigureAwait(false);
        }

        Action? afterFirstPacket = !strict && agreed == EncryptionOption.Off ? transport.EndTls : null;
        if (await reader.ReadAsync(token, afterFirstPacket).ConfigureAwait(false) is not { } message)
        {
            return null;
        }

        Login7 login = Login7.Parse(Expect(message, PacketType.Login7));
        try
        {
            SessionState state = new(Authenticate(login));
            options.Log.Add(new RequestRecord(connectionId, RequestKind.Login, login.UserName));
            Welcome(login, state);
            return state;
        }
        catch (LoginRefusedException refused)
        {
            Refuse(refused.Errors);
            return null;
        }
    }

    private static ReadOnlySpan<byte> Expect(TdsMessage message, PacketType type) =>
        message.Type == type ? message.Payload.Span : throw new TdsProtocolException($"{type} was expected, not {message.Type}.");

    private ISqlSession Authenticate(Login7 login)
    {
        if (login.TdsVersion is < TdsVersion.Tds73 and not TdsVersion.Tds80)
        {
            throw new LoginRefusedException(new SqlMessage(17828, 20, 1, "The lab speaks TDS 7.3 and later."));
        }

        if (login.IntegratedSecurity)
        {
            throw new LoginRefusedException(new SqlMessage(
                18452, 14, 1, "Login failed. The login is from an untrusted domain and cannot be used with Windows authentication."));
        }

        if (!options.Logins.TryGetValue(login.UserName, out string? password) || password != login.Password)
        {
            throw new LoginRefusedException(LoginFailed(login, state: 1));
        }

        if (options.Faults.DueOnLogin() is { } fault)
        {
            SqlMessage usual = LoginFailed(login, state: 1);
            throw new LoginRefusedException(usual with { Number = fault.Number, Text = fault.Text ?? usual.Text });
        }

        try
        {
            return options.Engine.OpenSession(login.UserName, login.Database.Length > 0 ? login.Database : DefaultDatabase);
        }
        catch (TSqlException refused)
        {
            throw new LoginRefusedException(refused.Error, LoginFailed(login, state: 38));
        }
    }

    private static SqlMessage LoginFailed(Login7 login, byte state) => new(18456, 14, state, $"Login failed for user '{login.UserName}'.");

    private void Welcome(Login7 login, SessionState state)
    {
        int packetSize = Math.Clamp(login.PacketSize == 0 ? writer.PacketSize : login.PacketSize, MinPacketSize, MaxPacketSize);
        string database = state.Session.Database;
        tokens.EnvironmentChange(EnvChange.Database, database, DefaultDatabase);
        tokens.Message(new SqlMessage(5701, 0, 2, $"Changed database context to '{database}'."));
        tokens.EnvironmentChange(EnvChange.SqlCollation, Collation.Bytes, default);
        tokens.EnvironmentChange(EnvChange.Language, "us_english", "");
        tokens.Message(new SqlMessage(5703, 0, 1, "Changed language setting to us_english."));
        tokens.LoginAck(login.TdsVersion == TdsVersion.Tds80 ? TdsVersion.Tds80 : Math.Min(login.TdsVersion, TdsVersion.Tds74));
        tokens.EnvironmentChange(EnvChange.PacketSize, Number(packetSize), Number(writer.PacketSize));
        tokens.Done(Token.Done, DoneStatus.Final, 0, 0);
        writer.EndMessage();
        writer.PacketSize = packetSize;
    }

    private void Refuse(IReadOnlyList<SqlMessage> errors)
    {
        foreach (SqlMessage error in errors)
        {
            tokens.Message(error);
        }

        tokens.Done(Token.Done, DoneStatus.Error, 0, 0);
        writer.EndMessage();
        transport.Close();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed class LoginRefusedException(params SqlMessage[] errors) : Exception
    {
        public IReadOnlyList<SqlMessage> Errors { get; } = errors;
    }
}
