namespace PsdPurge.Diagnosis;

/// <summary>Sends several questions in one request. If that fails, it sends each by itself, so that a failure concerns one question only.</summary>
internal static class QuestionRun
{
    /// <exception cref="PsdPurgeException">The connection was lost.</exception>
    public static void Ask(FrontEndConnection connection, IReadOnlyList<Question> questions, CancellationToken token)
    {
        try
        {
            QueryBatch all = new();
            foreach (Question question in questions)
            {
                all.Ask(question.Sql, question.Read);
            }

            all.Run(connection, token);
        }
        catch (PsdPurgeException failure) when (failure.Recovery != Recovery.Reconnect)
        {
            foreach (Question question in questions)
            {
                AskAlone(connection, question, token);
            }
        }
    }

    private static void AskAlone(FrontEndConnection connection, Question question, CancellationToken token)
    {
        question.Clear();
        try
        {
            new QueryBatch().Ask(question.Sql, question.Read).Run(connection, token);
        }
        catch (PsdPurgeException failure) when (failure.Recovery != Recovery.Reconnect)
        {
            question.Failure = failure;
        }
    }
}
