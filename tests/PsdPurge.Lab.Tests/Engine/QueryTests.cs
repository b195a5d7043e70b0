using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Engine;

public sealed class QueryTests : EngineFixture
{
    public QueryTests() => Server.Execute("""
        CREATE TABLE dbo.Owner (OwnerId int NOT NULL PRIMARY KEY CLUSTERED, Name nvarchar(50) NULL)
        CREATE TABLE dbo.Item (ItemId bigint IDENTITY(10, 2) NOT NULL PRIMARY KEY, OwnerId int NOT NULL,
            Code varchar(20) NULL, Size decimal(9, 2) NULL, At datetime2(3) NULL)
        CREATE INDEX IX_Item_Owner ON dbo.Item (OwnerId) INCLUDE (Code)
        INSERT dbo.Owner (OwnerId, Name) VALUES (1, N'Ann'), (2, N'bob'), (3, N'Zoë'), (4, NULL)
        INSERT dbo.Item (OwnerId, Code, Size, At) VALUES
            (1, 'A1', 1.5, '2026-01-01'), (1, 'a1 ', 2.25, '2026-01-02'), (2, 'B', NULL, NULL), (9, 'C', 10, '2026-02-01 10:00:00.1239')
        """);

    [Theory]
    [InlineData("SELECT Name FROM dbo.Owner WHERE Name = 'ZOË  '", "Zoë")]
    [InlineData("SELECT Name FROM rtc.dbo.Owner WHERE OwnerId = 1", "Ann")]
    [InlineData("SELECT Name FROM rtc..Owner WHERE OwnerId = 1", "Ann")]
    [InlineData("SELECT [name] FROM [owner] WHERE [owner].[OWNERID] = 1", "Ann")]
    [InlineData("SELECT dbo.Owner.Name FROM dbo.Owner WHERE rtc.dbo.Owner.OwnerId = 1", "Ann")]
    [InlineData(
        "SELECT o.Name FROM Owner AS o WITH (NOLOCK) INNER JOIN Item i WITH (READCOMMITTEDLOCK) ON i.OwnerId = o.OwnerId GROUP BY o.Name HAVING COUNT(*) > 1",
        "Ann")]
    [InlineData("SELECT COUNT(*) FROM Owner o LEFT JOIN Item i ON i.OwnerId = o.OwnerId WHERE i.ItemId IS NULL", 2L)]
    [InlineData("SELECT COUNT(*) FROM Owner CROSS JOIN Item", 16L)]
    [InlineData("SELECT COUNT(*) FROM Owner, Item", 16L)]
    [InlineData("SELECT COUNT(*) FROM Owner o RIGHT JOIN Item i ON i.OwnerId = o.OwnerId WHERE o.OwnerId IS NULL", 1L)]
    [InlineData("SELECT COUNT(DISTINCT Code) FROM Item", 3L)]
    [InlineData("SELECT COUNT_BIG(*) FROM (SELECT DISTINCT Code FROM Item) AS d", 3L)]
    [InlineData("SELECT SUM(Size) FROM Item", "13.75")]
    [InlineData("SELECT SUM(OwnerId) FROM Item", 13L)]
    [InlineData("SELECT AVG(OwnerId) FROM Item", 3L)]
    [InlineData("SELECT MAX(Code) FROM Item", "C")]
    [InlineData("SELECT MIN(Size) FROM Item", "1.50")]
    [InlineData("SELECT COUNT(*) FROM Item WHERE Size > 2", 2L)]
    [InlineData("SELECT SUM(OwnerId) FROM Item WHERE 1 = 0", null)]
    [InlineData("SELECT COUNT(*) FROM Item WHERE 1 = 0 HAVING COUNT(*) = 0", 0L)]
    [InlineData("SELECT LEFT(Name, 1) FROM Owner WHERE Name LIKE '[a]%' GROUP BY LEFT(Name, 1)", "A")]
    [InlineData("SELECT TOP (1) Name FROM Owner ORDER BY OwnerId DESC", null)]
    [InlineData("SELECT Name FROM Owner ORDER BY OwnerId OFFSET 1 ROWS FETCH NEXT 1 ROWS ONLY", "bob")]
    [InlineData(
        "WITH big AS (SELECT OwnerId, COUNT(*) AS n FROM Item GROUP BY OwnerId) SELECT o.Name FROM big JOIN Owner o ON o.OwnerId = big.OwnerId WHERE n = 2",
        "Ann")]
    [InlineData("SELECT COUNT(*) FROM Owner o WHERE NOT EXISTS (SELECT 1 FROM Item i WHERE i.OwnerId = o.OwnerId)", 2L)]
    [InlineData("SELECT COUNT(*) FROM Owner WHERE OwnerId IN (SELECT OwnerId FROM Item)", 2L)]
    [InlineData("SELECT COUNT(*) FROM Owner WHERE OwnerId NOT IN (SELECT OwnerId FROM Item)", 2L)]
    [InlineData("SELECT (SELECT TOP 1 Code FROM Item i WHERE i.OwnerId = o.OwnerId ORDER BY ItemId) FROM Owner o WHERE OwnerId = 2", "B")]
    [InlineData("SELECT COUNT(*) FROM (SELECT Code FROM Item UNION SELECT 'b') u", 3L)]
    [InlineData("SELECT COUNT(*) FROM (SELECT Code FROM Item UNION ALL SELECT 'b') u", 5L)]
    [InlineData("SELECT COUNT(*) FROM (SELECT OwnerId FROM Owner EXCEPT SELECT OwnerId FROM Item) u", 2L)]
    [InlineData("SELECT COUNT(*) FROM (SELECT OwnerId FROM Owner INTERSECT SELECT OwnerId FROM Item) u", 2L)]
    [InlineData("SELECT MAX(rn) FROM (SELECT ROW_NUMBER() OVER (PARTITION BY OwnerId ORDER BY ItemId) AS rn FROM Item) x", 2L)]
    [InlineData("SELECT TOP 1 COUNT(*) OVER () FROM Item", 4L)]
    [InlineData("SELECT TOP 1 SUM(OwnerId) OVER (ORDER BY ItemId) FROM Item ORDER BY ItemId DESC", 13L)]
    [InlineData("SELECT CAST(At AS varchar(30)) FROM Item WHERE OwnerId = 9", "2026-02-01 10:00:00.124")]
    [InlineData("SELECT COUNT(*) FROM Item WHERE At >= '20260102' OPTION (RECOMPILE, MAXDOP 1)", 2L)]
    public void Query_answers_as_SQL_Server(string text, object? expected) => Assert.Equal(expected, Value(text));

    [Fact]
    public void Result_columns_carry_declared_types_and_names()
    {
        CollectingSink sink = Run("SELECT i.*, o.Name AS Who, COUNT(*) OVER () AS n, 'x' AS Lit, i.OwnerId + 1, "
            + "NULL AS Nothing FROM Item i LEFT JOIN Owner o ON o.OwnerId = i.OwnerId");

        IReadOnlyList<SqlColumn> columns = sink.Sets[0].Columns;
        Assert.Equal(["ItemId", "OwnerId", "Code", "Size", "At", "Who", "n", "Lit", "", "Nothing"], columns.Select(c => c.Name));
        Assert.Equal(
            [
                SqlTypeKind.BigInt,
                SqlTypeKind.Int,
                SqlTypeKind.VarChar,
                SqlTypeKind.Decimal,
                SqlTypeKind.DateTime2,
                SqlTypeKind.NVarChar,
                SqlTypeKind.Int,
                SqlTypeKind.VarChar,
                SqlTypeKind.Int,
                SqlTypeKind.Int,
            ],
            columns.Select(c => c.Type.Kind));
        Assert.Equal(new SqlType(SqlTypeKind.Decimal, 0, 9, 2), columns[3].Type);
        Assert.Equal(20, columns[2].Type.Length);
        Assert.True(columns[0].Identity);
        Assert.False(columns[1].Nullable);
        Assert.True(columns[5].Nullable);
    }

    [Fact]
    public void Rows_come_with_their_count()
    {
        CollectingSink sink = Run("SELECT OwnerId FROM Owner; SET NOCOUNT ON; SELECT OwnerId FROM Owner; SELECT @@ROWCOUNT");
        Assert.Equal([4L, null, null], sink.Counts);
        Assert.Equal(4L, sink.Sets[2].Rows[0][0]);
    }

    [Fact]
    public void Parameters_are_bound_each_time()
    {
        const string Query = "SELECT Name FROM Owner WHERE OwnerId = @id";
        Assert.Equal("Ann", Value(Query, Int("@id", 1)));
        Assert.Equal("bob", Value(Query, Int("@id", 2)));
        Assert.Equal("Ann", Value("SELECT Name FROM Owner WHERE Name = @n", EngineFixture.Text("@n", "ANN ")));
    }

    [Fact]
    public void Parameter_of_another_type_is_converted_as_its_column_needs()
    {
        Assert.Equal("Ann", Value("SELECT Name FROM Owner WHERE OwnerId = @id", Text("@id", "1")));
        Assert.Equal(245, Error("SELECT Name FROM Owner WHERE OwnerId = @id", Text("@id", "x")).Number);
    }

    [Theory]
    [InlineData("SELECT * FROM dbo.Nothing", 208, "Invalid object name 'dbo.Nothing'.")]
    [InlineData("SELECT * FROM other.dbo.Nothing", 208, "Invalid object name 'other.dbo.Nothing'.")]
    [InlineData("SELECT Foo FROM Owner", 207, "Invalid column name 'Foo'.")]
    [InlineData("SELECT o.Foo FROM Owner o", 207, "Invalid column name 'Foo'.")]
    [InlineData("SELECT x.Name FROM Owner o", 4104, "The multi-part identifier \"x.Name\" could not be bound.")]
    [InlineData("SELECT OwnerId FROM Owner o, Item i", 209, "Ambiguous column name 'OwnerId'.")]
    [InlineData(
        "SELECT Name, COUNT(*) FROM Owner",
        8120,
        "Column 'Owner.Name' is invalid in the select list because it is not contained in either an aggregate function or the GROUP BY clause.")]
    [InlineData("SELECT OwnerId FROM Owner UNION SELECT OwnerId, 1 FROM Item", 205, null)]
    [InlineData("SELECT x.a FROM (SELECT 1 AS a ORDER BY 1) x", 1033, null)]
    [InlineData("SELECT DISTINCT Name FROM Owner ORDER BY OwnerId", 145, null)]
    [InlineData("SELECT 1 FROM Owner a, Item a", 1011, null)]
    [InlineData(
        "SELECT 1 FROM Owner WHERE Name = 'a' COLLATE Latin1_General_BIN AND Name COLLATE Latin1_General_CI_AS = Name COLLATE Latin1_General_BIN", 468, null)]
    [InlineData("SELECT * FROM Owner CROSS APPLY (SELECT 1 AS x) y", Errors.NotSupportedNumber, null)]
    [InlineData("WITH r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT * FROM r", Errors.NotSupportedNumber, null)]
    [InlineData("SELECT TOP (10) PERCENT * FROM Owner", Errors.NotSupportedNumber, null)]
    [InlineData("SELECT * FROM Owner FOR XML AUTO", Errors.NotSupportedNumber, null)]
    public void Wrong_query_gets_the_error_of_SQL_Server(string text, int number, string? message)
    {
        SqlMessage error = Error(text);
        Assert.Equal(number, error.Number);
        Assert.Equal(message ?? error.Text, error.Text);
    }

    [Fact]
    public void Both_databases_answer_from_either()
    {
        Server.Execute("CREATE TABLE dbo.Live (Id int NOT NULL PRIMARY KEY); INSERT dbo.Live VALUES (1)", "rtcdyn");
        Assert.Equal(1L, Value("SELECT COUNT(*) FROM Owner o WHERE EXISTS (SELECT 1 FROM rtcdyn.dbo.Live l WHERE l.Id = o.OwnerId)"));
        Assert.Equal(4L, Value("USE rtcdyn; SELECT COUNT(*) FROM rtc.dbo.Owner, dbo.Live"));
    }

    [Fact]
    public void Columns_of_databases_with_other_collations_conflict_unless_one_is_named()
    {
        Server.CreateDatabase("exact", "Latin1_General_BIN2");
        Server.Execute("CREATE TABLE dbo.T (Name nvarchar(50)); INSERT dbo.T VALUES ('ann')", "exact");
        Assert.Equal(468, Error("SELECT COUNT(*) FROM Owner o JOIN exact.dbo.T t ON t.Name = o.Name").Number);
        Assert.Equal(1L, Value("SELECT COUNT(*) FROM Owner o JOIN exact.dbo.T t ON t.Name = o.Name COLLATE Latin1_General_CI_AS"));
        Assert.Equal(0L, Value("SELECT COUNT(*) FROM exact.dbo.T WHERE Name = 'Ann'"));
        Assert.Equal(1L, Value("SELECT COUNT(*) FROM Owner o JOIN exact.dbo.T t ON t.Name = o.Name COLLATE DATABASE_DEFAULT"));
        Assert.Equal("no", Value("USE exact; SELECT CASE WHEN 'a' = 'A' THEN 'yes' ELSE 'no' END"));
    }
}
