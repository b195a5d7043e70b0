using PsdPurge.Lab.Engine;

namespace PsdPurge.Lab.Tests.Engine;

public sealed class SessionTests : EngineFixture
{
    public SessionTests() => Server.Execute("CREATE TABLE dbo.T (Id int NOT NULL PRIMARY KEY, Name varchar(10) NULL); INSERT dbo.T VALUES (1, 'a'), (2, 'b')");

    [Fact]
    public void Missing_database_cannot_be_opened()
    {
        TSqlException error = Assert.Throws<TSqlException>(() => Server.OpenSession("lab", "nope"));
        Assert.Equal(4060, error.Error.Number);
        Assert.Equal("Cannot open database \"nope\" requested by the login. The login failed.", error.Message);
        Assert.Equal(11, error.Error.Class);
    }

    [Fact]
    public void Denied_database_cannot_be_opened_nor_used()
    {
        Server.DenyDatabase("guest", "rtcdyn");
        Assert.Equal(4060, Assert.Throws<TSqlException>(() => Server.OpenSession("guest", "rtcdyn")).Error.Number);
        using ISqlSession guest = Server.OpenSession("guest", "rtc");
        Assert.Equal(916, ErrorOn(guest, "USE rtcdyn").Number);
        Assert.Equal(916, ErrorOn(guest, "SELECT * FROM rtcdyn.dbo.X").Number);
        Assert.Equal(0L, RunOn(guest, "SELECT HAS_DBACCESS('rtcdyn')").Sets[0].Rows[0][0]);
    }

    [Theory]
    [InlineData("SELECT", "SELECT * FROM T")]
    [InlineData("SELECT", "SELECT 1 WHERE EXISTS (SELECT 1 FROM rtc.dbo.T)")]
    [InlineData("DELETE", "DELETE FROM dbo.T WHERE Id = 1")]
    [InlineData("INSERT", "INSERT dbo.T VALUES (3, 'c')")]
    [InlineData("UPDATE", "UPDATE dbo.T SET Name = 'z'")]
    public void Denied_permission_is_error_229(string permission, string text)
    {
        Server.Deny("guest", permission, "dbo.T");
        using ISqlSession guest = Server.OpenSession("guest", "rtc");
        SqlMessage error = ErrorOn(guest, text);
        Assert.Equal((229, (byte)14), (error.Number, error.Class));
        Assert.Equal($"The {permission} permission was denied on the object 'T', database 'rtc', schema 'dbo'.", error.Text);
        Assert.Equal(0L, RunOn(guest, $"SELECT HAS_PERMS_BY_NAME('dbo.T', 'OBJECT', '{permission}')").Sets[0].Rows[0][0]);
        Assert.Equal(2L, Value("SELECT COUNT(*) FROM T"));
    }

    [Fact]
    public void Use_changes_the_database_and_says_so()
    {
        CollectingSink sink = Run("USE rtcdyn; SELECT DB_NAME()");
        Assert.Equal("rtcdyn", sink.Sets[0].Rows[0][0]);
        Assert.Equal(["rtcdyn"], sink.Databases);
        Assert.Equal((5701, "Changed database context to 'rtcdyn'."), (sink.Messages[0].Number, sink.Messages[0].Text));
        Assert.Equal("rtcdyn", Session.Database);
        Assert.Equal(911, Error("USE nope").Number);
    }

    [Fact]
    public void Temp_table_lives_as_long_as_its_session()
    {
        Run("CREATE TABLE #x (a int)");
        Assert.Equal(0L, Value("SELECT COUNT(*) FROM #x"));
        Assert.NotNull(Value("SELECT OBJECT_ID('tempdb..#x')"));
        using ISqlSession other = Server.OpenSession("lab", "rtc");
        Assert.Equal(208, ErrorOn(other, "SELECT * FROM #x").Number);
        Session.Reset();
        Assert.Equal(208, Error("SELECT * FROM #x").Number);
    }

    [Fact]
    public void Temp_table_of_a_parametrized_batch_vanishes_at_its_end()
    {
        Assert.Equal(1L, Value("CREATE TABLE #x (a int); INSERT #x VALUES (@p); SELECT COUNT(*) FROM #x", Int("@p", 1)));
        SqlMessage error = Error("SELECT * FROM #x");
        Assert.Equal((208, "Invalid object name '#x'."), (error.Number, error.Text));
    }

    [Fact]
    public void Temp_table_of_an_inner_scope_hides_the_outer_one()
    {
        Run("CREATE TABLE #x (a int)");
        Assert.Equal("in", Value("CREATE TABLE #x (b varchar(5)); INSERT #x VALUES ('in'); SELECT b FROM #x", Int("@p", 1)));
        Assert.Equal(0L, Value("SELECT COUNT(a) FROM #x"));
        Assert.Equal(2714, Error("CREATE TABLE #x (a int)").Number);
    }

    [Fact]
    public void Set_options_of_a_parametrized_batch_end_with_it()
    {
        Run("SET NOCOUNT ON", Int("@p", 1));
        Assert.Equal([2L], Run("SELECT Id FROM T").Counts);
        Run("SET NOCOUNT ON");
        Assert.Equal([null], Run("SELECT Id FROM T").Counts);
    }

    [Fact]
    public void Reset_rolls_back_and_restores_the_session()
    {
        Run("SET NOCOUNT ON; USE rtcdyn; BEGIN TRAN; DELETE rtc.dbo.T");
        Session.Reset();
        Assert.Equal(0, Session.TransactionCount);
        Assert.Equal("rtc", Session.Database);
        Assert.Equal([2L], Run("SELECT Id FROM T").Counts);
    }

    [Fact]
    public void Select_into_makes_a_temp_table_with_the_columns_types()
    {
        Assert.Equal([2L], Run("SELECT Id, Name + 'x' AS N INTO #c FROM T").Counts);
        Assert.Equal("ax", Value("SELECT N FROM #c WHERE Id = 1"));
        Assert.Equal(11L, Value("SELECT c.max_length FROM tempdb.sys.columns c WHERE c.object_id = OBJECT_ID('tempdb..#c') AND c.name = 'N'"));
    }

    [Fact]
    public void Same_text_is_translated_anew_when_its_table_has_changed()
    {
        const string Query = "SELECT * FROM dbo.T WHERE Id = 1";
        Assert.Equal(2, Run(Query).Sets[0].Columns.Count);
        Server.Execute("ALTER TABLE dbo.T ADD Extra int NOT NULL DEFAULT 7");
        Assert.Equal([1L, "a", 7L], Run(Query).Sets[0].Rows.Single());
        Server.Execute("DROP TABLE dbo.T");
        Assert.Equal(208, Error(Query).Number);
    }

    [Fact]
    public void Output_parameter_comes_back_at_the_end()
    {
        BatchParameter p = new("@n", new SqlType(SqlTypeKind.Int), null, Output: true);
        Assert.Equal(2L, Assert.Single(Run("SELECT @n = COUNT(*) FROM T", p).Outputs).Value);
    }

    [Fact]
    public void Databases_made_later_are_seen_by_open_sessions()
    {
        Server.Execute("CREATE DATABASE later");
        Server.Execute("CREATE TABLE dbo.X (a int)", "later");
        Assert.Equal(0L, Value("SELECT COUNT(*) FROM later.dbo.X"));
    }
}
