using System.Collections.Concurrent;

namespace PsdPurge.Lab.Engine;

/// <summary>What a login may not do. Everything else is allowed.</summary>
internal sealed class Permissions
{
    private readonly ConcurrentDictionary<string, bool> _denied = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string[]> _roles = new(StringComparer.OrdinalIgnoreCase);

    public void Deny(string login, string permission, string obj) => _denied[Key(login, permission, obj)] = true;

    public void DenyDatabase(string login, string database) => _denied[Key(login, "CONNECT", database)] = true;

    public void Allow(string login)
    {
        foreach (string key in _denied.Keys.Where(k => k.StartsWith(login + "|", StringComparison.OrdinalIgnoreCase)))
        {
            _denied.TryRemove(key, out _);
        }
    }

    public void SetRoles(string login, string[] roles) => _roles[login] = roles;

    public bool IsInRole(string login, string role) =>
        _roles.TryGetValue(login, out string[]? roles)
            && (roles.Contains(role, StringComparer.OrdinalIgnoreCase) || roles.Contains("sysadmin", StringComparer.OrdinalIgnoreCase));

    public bool MayOpen(string login, string database) =>
        IsInRole(login, "sysadmin") || !_denied.ContainsKey(Key(login, "CONNECT", database));

    public bool May(string login, string permission, TableInfo table) =>
        table.IsTemporary || IsInRole(login, "sysadmin")
            || (!_denied.ContainsKey(Key(login, permission, table.Name))
            && !_denied.ContainsKey(Key(login, permission, table.Database.Name + ".dbo." + table.Name)));

    private static string Key(string login, string permission, string obj)
    {
        string plain = obj.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        string[] parts = plain.Split('.');
        string name = parts.Length == 3 ? $"{parts[0]}.dbo.{parts[2]}" : parts[^1];
        return $"{login}|{permission}|{name}";
    }
}
