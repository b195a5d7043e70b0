namespace PsdPurge.Lab.Engine;

/// <summary>A session's #temp tables and table variables, scope by scope. What sp_executesql creates vanishes when it ends.</summary>
internal sealed class TempTables
{
    private readonly Stack<Dictionary<string, TableInfo>> _scopes = new([NewScope()]);

    public IEnumerable<TableInfo> All => _scopes.SelectMany(s => s.Values);

    /// <summary>The table variables of the running batch.</summary>
    public IEnumerable<TableInfo> TableVariables => _scopes.Peek().Values.Where(t => t.Name.StartsWith('@'));

    /// <summary>How deep the running code is nested. A table of an inner scope hides an outer table of the same name.</summary>
    public int Depth => _scopes.Count - 1;

    public TableInfo? Find(string name)
    {
        foreach (Dictionary<string, TableInfo> scope in _scopes)
        {
            if (scope.TryGetValue(name, out TableInfo? table))
            {
                return table;
            }
        }

        return null;
    }

    public bool IsInCurrentScope(string name) => _scopes.Peek().ContainsKey(name);

    public void Put(TableInfo table)
    {
        Dictionary<string, TableInfo> home = _scopes.FirstOrDefault(s => s.TryGetValue(table.Name, out TableInfo? old)
            && old.ObjectId == table.ObjectId) ?? _scopes.Peek();
        home[table.Name] = table;
    }

    public void Remove(TableInfo table)
    {
        foreach (Dictionary<string, TableInfo> scope in _scopes)
        {
            if (scope.TryGetValue(table.Name, out TableInfo? known) && known.ObjectId == table.ObjectId)
            {
                scope.Remove(table.Name);
                return;
            }
        }
    }

    public void Enter() => _scopes.Push(NewScope());

    /// <summary>Ends a scope. Returns the tables to drop.</summary>
    public IReadOnlyCollection<TableInfo> Leave() => _scopes.Pop().Values;

    private static Dictionary<string, TableInfo> NewScope() => new(StringComparer.OrdinalIgnoreCase);
}
