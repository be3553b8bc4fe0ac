namespace Rex.Simulator.Scenarios;

/// <summary>Checks what a scenario says about a delivery.</summary>
internal static class DeliveryCheck
{
    /// <summary>The steps of a remediation, in their order.</summary>
    public static IReadOnlyList<string> Steps { get; } =
    ["ValidateEvent", "CancelAgents", "RemoveQaLabel", "ResetWorkflow", "ResumePipeline"];

    /// <param name="delivery">The delivery.</param>
    /// <param name="tasks">The names of the scenario's tasks.</param>
    /// <param name="require">Refuses the scenario where something does not hold, with the line and the problem.</param>
    public static void Check(DeliveryDescription delivery, IReadOnlySet<string> tasks, Action<bool, long, string> require)
    {
        var line = delivery.Push?.Line ?? delivery.File?.Line ?? 0;
        require(delivery.Push is null != delivery.File is null, line, "deliveries: each has either 'push' or 'file'");
        require(delivery.Outcome.Count > 0, line, "deliveries.outcome: say with which reason code it ends");
        require(
            delivery.NewestFirst == TimeSpan.Zero || delivery.Count > 1,
            line,
            "deliveries.newestFirst: there is one push only; say how many with 'count'"
        );
        if (delivery.Push is { Value: not "all" } push)
        {
            require(tasks.Contains(push.Value), push.Line, $"deliveries.push: there is no task '{push.Value}' in world.tasks");
        }

        if (delivery.FailsIn is { } step)
        {
            require(
                Steps.Contains(step.Value),
                step.Line,
                $"deliveries.failsIn: '{step.Value}' is no step; the steps are {string.Join(", ", Steps)}"
            );
        }
    }
}
