namespace PsdPurge.Core.Tests.Replication;

public class ReplicationWaiterTests
{
    private const PoolReadiness Busy = PoolReadiness.Busy;
    private const PoolReadiness Ready = PoolReadiness.Ready;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task It_waits_from_Busy_to_Ready()
    {
        Pool pool = new(Busy, Busy, Ready);
        ReplicationState state = await pool.WaitAsync(new() { Pool = "ee01", PollInterval = Minute });

        Assert.Equal(new ReplicationState("ee01", Ready, pool.Clock.UtcNow, 2 * Minute, 3, pool.Clock.UtcNow), state);
        Assert.Equal([Busy, Busy, Ready], pool.Reported.Select(reported => reported.State));
        Assert.Empty(pool.Warnings);
    }

    [Fact]
    public async Task It_must_have_been_Ready_for_as_long_as_was_asked()
    {
        Pool pool = new(Busy, Ready, Ready, Ready, Ready);
        ReplicationState state = await pool.WaitAsync(new() { PollInterval = Minute, StableFor = 2.5 * Minute });

        Assert.Equal(3.5 * Minute, state.Elapsed);
        Assert.Equal(pool.Clock.Start + Minute, state.ReadySince);
        Assert.Equal(5, state.Polls);
    }

    [Fact]
    public async Task Leaving_Ready_starts_the_stable_time_over()
    {
        Pool pool = new(Ready, Ready, Busy, Ready, Ready, Ready);
        ReplicationState state = await pool.WaitAsync(new() { PollInterval = Minute, StableFor = 2 * Minute });

        Assert.Equal(5 * Minute, state.Elapsed);
        Assert.Equal(pool.Clock.Start + (3 * Minute), state.ReadySince);
    }

    [Fact]
    public async Task Too_few_Front_Ends_end_the_wait()
    {
        Pool pool = new(Busy, PoolReadiness.InsufficientActiveFrontEnds);
        PsdPurgeException failure = await Assert.ThrowsAsync<PsdPurgeException>(() => pool.WaitAsync(new() { Pool = "ee01" }));

        Assert.Equal(("InsufficientActiveFrontEnds", ErrorKind.InvalidState, "ee01"), (failure.ErrorId, failure.Kind, failure.Target));
    }

    [Fact]
    public async Task The_timeout_holds_between_answers()
    {
        Pool pool = new(Enumerable.Repeat(Busy, 100).ToArray());
        PsdPurgeException failure = await Assert.ThrowsAsync<PsdPurgeException>(() => pool.WaitAsync(new() { Timeout = 4.5 * Minute, PollInterval = Minute }));

        Assert.Equal(("ReplicationTimeout", ErrorKind.Timeout), (failure.ErrorId, failure.Kind));
        Assert.Contains("its last answer was Busy", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4.5 * Minute, pool.Clock.Elapsed);
    }

    [Fact]
    public async Task The_timeout_holds_while_Ready_is_not_yet_stable()
    {
        Pool pool = new(Enumerable.Repeat(Ready, 100).ToArray());
        PsdPurgeException failure = await Assert.ThrowsAsync<PsdPurgeException>(
            () => pool.WaitAsync(new() { Timeout = 5 * Minute, PollInterval = Minute, StableFor = 20 * Minute }));

        Assert.Equal("ReplicationTimeout", failure.ErrorId);
    }

    [Fact]
    public async Task The_timeout_holds_while_an_answer_does_not_come()
    {
        Pool pool = new(Busy, null);
        PsdPurgeException failure = await Assert.ThrowsAsync<PsdPurgeException>(() => pool.WaitAsync(new() { Timeout = 5 * Minute, PollInterval = Minute }));

        Assert.Equal("ReplicationTimeout", failure.ErrorId);
        Assert.Equal(5 * Minute, pool.Clock.Elapsed);
        Assert.True(pool.LastToken.IsCancellationRequested);
    }

    [Fact]
    public async Task Without_a_timeout_it_waits_for_days()
    {
        Pool pool = new([.. Enumerable.Repeat<PoolReadiness?>(Busy, 10_000), Ready]);
        ReplicationState state = await pool.WaitAsync(new() { Timeout = TimeSpan.Zero, PollInterval = Minute });

        Assert.Equal(10_000 * Minute, state.Elapsed);
    }

    [Fact]
    public async Task Stopping_ends_a_wait_for_an_answer_that_does_not_come()
    {
        using CancellationTokenSource stop = new();
        Pool pool = new((PoolReadiness?)null) { OnAsk = stop.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.WaitAsync(new() { Timeout = TimeSpan.Zero }, stop.Token));
    }

    [Fact]
    public async Task Stopping_ends_the_pause()
    {
        using CancellationTokenSource stop = new();
        Pool pool = new(Busy) { OnAsk = stop.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.WaitAsync(new(), stop.Token));
    }

    [Fact]
    public async Task Busy_for_three_times_ten_minutes_is_a_warning_once()
    {
        Pool pool = new([.. Enumerable.Repeat<PoolReadiness?>(Busy, 45), Ready]);
        await pool.WaitAsync(new() { Pool = "ee01", PollInterval = Minute });

        Assert.StartsWith("Pool ee01 is still Busy after 20 minutes.", Assert.Single(pool.Warnings), StringComparison.Ordinal);
        Assert.Equal(20, pool.WarnedAfter.Single().TotalMinutes);
    }

    [Fact]
    public async Task Being_Ready_in_between_starts_the_count_of_Busy_over()
    {
        Pool pool = new(Busy, Busy, Ready, Busy, Busy, Ready, Ready, Ready);
        await pool.WaitAsync(new() { PollInterval = 10 * Minute, StableFor = 20 * Minute, Timeout = TimeSpan.Zero });

        Assert.Empty(pool.Warnings);
    }

    [Fact]
    public async Task An_unknown_answer_is_not_Ready_and_is_said_once()
    {
        Pool pool = new(Ready, PoolReadiness.Unknown, PoolReadiness.Unknown, Ready, Ready);
        ReplicationState state = await pool.WaitAsync(new() { PollInterval = Minute, StableFor = Minute });

        Assert.Equal(5, state.Polls);
        Assert.Contains("counts as not ready: Colour=Green.", Assert.Single(pool.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_that_ends_on_an_unknown_answer_shows_it()
    {
        Pool pool = new(Enumerable.Repeat(PoolReadiness.Unknown, 10).ToArray());
        PsdPurgeException failure = await Assert.ThrowsAsync<PsdPurgeException>(() => pool.WaitAsync(new() { Timeout = 5 * Minute, PollInterval = Minute }));

        Assert.Contains("this module does not know its last answer (Colour=Green)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_lost_in_the_middle_is_no_answer_and_it_is_asked_again()
    {
        Pool pool = new(Ready, Ready, Ready, Ready) { Failures = { null, Lost(), Lost() } };
        ReplicationState state = await pool.WaitAsync(new() { Pool = "ee01", PollInterval = Minute, StableFor = 2 * Minute });

        Assert.Equal((6, 5 * Minute), (state.Polls, state.Elapsed));
        Assert.Equal(pool.Clock.Start + (3 * Minute), state.ReadySince);
        Assert.StartsWith("Pool ee01 cannot be reached at the moment", Assert.Single(pool.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_never_comes_back_ends_with_the_time_and_says_why()
    {
        Pool pool = new(Busy) { Failures = { null, Lost(), Lost(), Lost(), Lost(), Lost(), Lost() } };
        PsdPurgeException failure = await Assert.ThrowsAsync<PsdPurgeException>(() => pool.WaitAsync(new() { Timeout = 5 * Minute, PollInterval = Minute }));

        Assert.Equal("ReplicationTimeout", failure.ErrorId);
        Assert.Contains("it could no longer be reached (The server restarted)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_was_never_there_ends_the_wait_at_once()
    {
        Pool pool = new(Busy) { Failures = { Lost() } };

        Assert.Equal("CsCommandFailed", (await Assert.ThrowsAsync<PsdPurgeException>(() => pool.WaitAsync(new()))).ErrorId);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public async Task A_clock_that_is_set_during_a_wait_changes_neither_the_timeout_nor_the_stable_time(int hours)
    {
        Pool pool = new(Busy, Ready, Ready, Ready, Ready);
        pool.Clock.SetAt = Minute;
        pool.Clock.SetBy = TimeSpan.FromHours(hours);
        ReplicationState state = await pool.WaitAsync(new() { PollInterval = Minute, StableFor = 2 * Minute, Timeout = 10 * Minute });

        Assert.Equal((4, 3 * Minute), (state.Polls, state.Elapsed));

        Pool busy = new(Enumerable.Repeat(Busy, 100).ToArray());
        busy.Clock.SetAt = Minute;
        busy.Clock.SetBy = TimeSpan.FromHours(hours);
        await Assert.ThrowsAsync<PsdPurgeException>(() => busy.WaitAsync(new() { Timeout = 5 * Minute, PollInterval = Minute }));
        Assert.Equal(5 * Minute, busy.Clock.Elapsed);
    }

    [Fact]
    public async Task A_question_that_fails_ends_the_wait()
    {
        Pool pool = new(Busy) { OnAsk = () => throw new InvalidOperationException("no") };

        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.WaitAsync(new()));
    }

    private static PsdPurgeException Lost() => new("CsCommandFailed", ErrorKind.Unreachable, "The server restarted.") { Recovery = Recovery.Reconnect };

    /// <summary>A pool that gives one answer after the other. Null is an answer that never comes.</summary>
    private sealed class Pool(params PoolReadiness?[] answers) : IReadinessSource
    {
        private readonly Queue<PoolReadiness?> _answers = new(answers);
        private int _asked;

        public Pool(params PoolReadiness[] answers)
            : this([.. answers.Cast<PoolReadiness?>()])
        {
        }

        public FakeClock Clock { get; } = new();

        public List<string> Warnings { get; } = [];

        public List<TimeSpan> WarnedAfter { get; } = [];

        public List<ReplicationState> Reported { get; } = [];

        public CancellationToken LastToken { get; private set; }

        public Action? OnAsk { get; init; }

        public Task<ReplicationState> WaitAsync(ReplicationWaitOptions options, CancellationToken token = default) =>
            new ReplicationWaiter(this, options, Clock, Warn, Reported.Add).WaitAsync(token);

        /// <summary>The failures of the first polls, in order. Null is a poll without a failure.</summary>
        public List<Exception?> Failures { get; } = [];

        public Task<ReadinessAnswer> AskAsync(CancellationToken token)
        {
            LastToken = token;
            OnAsk?.Invoke();
            if (_asked++ < Failures.Count && Failures[_asked - 1] is { } failure)
            {
                return Task.FromException<ReadinessAnswer>(failure);
            }

            return _answers.Dequeue() is { } answer
                ? Task.FromResult(new ReadinessAnswer(answer, answer == PoolReadiness.Unknown ? "Colour=Green" : null))
                : new TaskCompletionSource<ReadinessAnswer>().Task;
        }

        private void Warn(string text)
        {
            Warnings.Add(text);
            WarnedAfter.Add(Clock.Elapsed);
        }
    }

    /// <summary>A clock that advances at once when somebody waits.</summary>
    private sealed class FakeClock : IClock
    {
        public DateTime Start { get; } = new(2025, 3, 1, 12, 0, 0, DateTimeKind.Utc);

        /// <summary>The time when somebody sets the clock, and the difference.</summary>
        public TimeSpan? SetAt { get; set; }

        public TimeSpan SetBy { get; set; }

        public DateTime UtcNow => Start + Elapsed + (Elapsed >= SetAt ? SetBy : TimeSpan.Zero);

        public TimeSpan Elapsed { get; private set; }

        public Task DelayAsync(TimeSpan delay, CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            Elapsed += delay;
            return Task.CompletedTask;
        }
    }
}
