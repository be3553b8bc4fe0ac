using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Events;

/// <summary>How often a trigger is tried, and how long the pauses between are.</summary>
/// <param name="Attempts">How often in all.</param>
/// <param name="First">The first pause.</param>
/// <param name="Factor">How much longer each next one is.</param>
/// <param name="Jitter">By which part a pause may be longer.</param>
internal sealed record TriggerRetries(int Attempts, TimeSpan First, double Factor, double Jitter)
{
    /// <summary>Without <c>atLeastOnce</c> it is tried once, whatever else is written there.</summary>
    public static TriggerRetries Of(JsonObject trigger) =>
        trigger.Flag("atLeastOnce") == true && trigger["retryStrategy"] is JsonObject strategy
            ? new TriggerRetries(
                (int)Number(strategy, "steps", 1),
                Durations.Parse(strategy.Text("duration") ?? "0"),
                Number(strategy, "factor", 1),
                Number(strategy, "jitter", 0)
            )
            : new TriggerRetries(1, TimeSpan.Zero, 1, 0);

    /// <summary>How long to wait after this attempt, the first being 1.</summary>
    public TimeSpan PauseAfter(int attempt, double fraction) => First * Math.Pow(Factor, attempt - 1) * (1 + (Jitter * fraction));

    private static double Number(JsonObject strategy, string field, double otherwise) =>
        strategy[field] is JsonValue value ? double.Parse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture) : otherwise;
}
