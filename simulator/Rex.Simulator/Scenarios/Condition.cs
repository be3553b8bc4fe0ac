namespace Rex.Simulator.Scenarios;

/// <summary>
/// Something that can be so in the world: <c>[TASK|all] SUBJECT STATE</c>, <c>task-3 cleo running</c> or <c>workflow succeeded</c> say.
/// Without a task it is about all tasks that are no bystanders. <c>workflow restarted COMMIT</c> is so while the newest restart is for the
/// commit that a delivery gave this name, <c>push COMMIT failed</c> while its remediation has failed.
/// </summary>
/// <param name="Task">A task's name, or null for all.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Name">The agent's app, the node's display name, the commit's name, or the pull request's number; empty for none.</param>
/// <param name="State">The state, in lower case.</param>
internal sealed record Condition(string? Task, ConditionSubject Subject, string Name, string State)
{
    /// <exception cref="FormatException">It is no condition; the message says what one looks like.</exception>
    public static Condition Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        string? task = null;
        if (words.Count > 2 && !IsSubject(words[0]))
        {
            task = words[0] == "all" ? null : words[0];
            words.RemoveAt(0);
        }

        return words switch
        {
            [var agent, "running" or "succeeded" or "failed" or "absent" or "deleting"] when AgentNames.Knows(agent) => new(
                task,
                ConditionSubject.Agent,
                AgentNames.AppOf(agent),
                words[1]
            ),
            ["workflow", "running" or "succeeded" or "failed" or "error" or "suspended" or "compressed" or "held" or "restarted"] => new(
                task,
                ConditionSubject.Workflow,
                "",
                words[1]
            ),
            ["workflow", "restarted", var commit] => new(task, ConditionSubject.Workflow, commit, words[1]),
            ["stage", var stage] => new(task, ConditionSubject.Stage, "", stage),
            ["push", var commit, "accepted" or "running" or "succeeded" or "skipped" or "superseded" or "failed"] => new(
                task,
                ConditionSubject.Push,
                commit,
                words[2]
            ),
            ["controller", "stalled"] => new(task, ConditionSubject.Controller, "", words[1]),
            ["label", "present" or "absent"] => new(task, ConditionSubject.Label, "", words[1]),
            ["label", var number, "present" or "absent"] when number.All(char.IsAsciiDigit) => new(
                task,
                ConditionSubject.Label,
                number,
                words[2]
            ),
            ["node", var node, "running" or "succeeded" or "failed" or "absent"] => new(task, ConditionSubject.Node, node, words[2]),
            _ => throw new FormatException(
                $"'{text}' is no condition: write [TASK] AGENT running|succeeded|failed|absent|deleting, [TASK] workflow "
                    + "running|succeeded|failed|error|suspended|compressed|held|restarted, [TASK] workflow restarted COMMIT, "
                    + "[TASK] node NAME running|succeeded|failed|absent, [TASK] label [PULL REQUEST] present|absent, "
                    + "[TASK] push COMMIT accepted|running|succeeded|skipped|superseded|failed, "
                    + "[TASK] stage STAGE, or [TASK] controller stalled"
            ),
        };
    }

    public override string ToString() =>
        string.Join(
            ' ',
            new[] { Task ?? "", Subject == ConditionSubject.Agent ? "" : Subject.ToString(), Name, State }.Where(word => word.Length > 0)
        );

    private static bool IsSubject(string word) =>
        word is "workflow" or "stage" or "label" or "node" or "controller" or "push" || AgentNames.Knows(word);
}
