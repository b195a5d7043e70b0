namespace PsdPurge.Lab.Tests.Engine;

/// <summary>
/// The catalog lists a table's triggers and foreign keys. A statement that would have to run them is refused, as clearly as anything else that the lab cannot
/// do.
/// </summary>
public class DependentTests : EngineFixture
{
    public DependentTests()
    {
        Run("CREATE TABLE dbo.T (Id int NOT NULL PRIMARY KEY, Name nvarchar(20) NULL, CONSTRAINT UQ_T UNIQUE NONCLUSTERED (Name));");
        Run("CREATE TABLE dbo.Child (Id int NOT NULL);");
        Run("INSERT INTO dbo.T VALUES (1, N'a');");
    }

    [Fact]
    public void A_trigger_is_listed_with_its_events_and_its_table_takes_no_such_change()
    {
        Run("CREATE TRIGGER dbo.Follow ON dbo.T AFTER UPDATE, DELETE AS SET NOCOUNT ON;");
        Assert.Equal(
            ["DELETE", "UPDATE"],
            Column("SELECT e.type_desc FROM sys.triggers AS r INNER JOIN sys.trigger_events AS e ON e.object_id = r.object_id WHERE r.name = N'Follow' ORDER "
                + "BY e.type_desc"));
        Assert.Equal(334, Error("DELETE FROM dbo.T OUTPUT deleted.*").Number);
        Assert.Contains("does not support DELETE", Error("DELETE FROM dbo.T").Text, StringComparison.Ordinal);
        Assert.Contains("does not support UPDATE", Error("UPDATE dbo.T SET Name = N'b'").Text, StringComparison.Ordinal);
        Run("INSERT INTO dbo.T VALUES (2, N'b');");
        Assert.Equal(2L, Value("SELECT COUNT_BIG(*) FROM dbo.T"));
    }

    [Theory]
    [InlineData("", 0L)]
    [InlineData("ON DELETE CASCADE", 1L)]
    [InlineData("ON DELETE SET NULL", 2L)]
    public void A_foreign_key_is_listed_with_what_it_does_and_its_tables_do_not_change(string onDelete, long action)
    {
        Run($"ALTER TABLE dbo.Child ADD CONSTRAINT FK_Child FOREIGN KEY (Id) REFERENCES dbo.T (Id) {onDelete};");
        Assert.Equal(
            action, Value("SELECT delete_referential_action FROM sys.foreign_keys WHERE name = N'FK_Child' AND referenced_object_id = OBJECT_ID(N'dbo.T')"));
        Assert.Equal(
            ["Child.Id > T.Id"],
            Column(
                """
                SELECT OBJECT_NAME(k.parent_object_id) + '.' + COL_NAME(k.parent_object_id, k.parent_column_id) + ' > '
                     + OBJECT_NAME(k.referenced_object_id) + '.' + COL_NAME(k.referenced_object_id, k.referenced_column_id)
                FROM sys.foreign_key_columns AS k
                """));
        Assert.Contains("foreign key", Error("DELETE FROM dbo.T").Text, StringComparison.Ordinal);
        Assert.Contains("foreign key", Error("INSERT INTO dbo.Child VALUES (1)").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FOREIGN KEY (Id) REFERENCES dbo.Child (Id)", 1776)]
    [InlineData("FOREIGN KEY (Nothing) REFERENCES dbo.T (Id)", 1769)]
    [InlineData("FOREIGN KEY (Id) REFERENCES dbo.Nowhere (Id)", 4902)]
    public void A_foreign_key_needs_a_key_to_refer_to(string key, int number) =>
        Assert.Equal(number, Error($"ALTER TABLE dbo.Child ADD CONSTRAINT FK_Child {key};").Number);

    [Fact]
    public void A_disabled_unique_index_is_listed_and_keeps_nothing_unique()
    {
        Assert.Equal(2627, Error("INSERT INTO dbo.T VALUES (2, N'a');").Number);
        Run("ALTER INDEX UQ_T ON dbo.T DISABLE;");
        Run("INSERT INTO dbo.T VALUES (2, N'a');");
        Assert.Equal([true], Column("SELECT is_disabled FROM sys.indexes WHERE name = N'UQ_T'")
            .Select(v => Convert.ToBoolean(v, System.Globalization.CultureInfo.InvariantCulture))
            .Cast<object?>());
        Assert.Equal(2L, Value("SELECT COUNT_BIG(*) FROM dbo.T WHERE Name = N'a'"));
    }
}
