using System.Globalization;
using Rex.Core.Pushes;
using Rex.Core.Workflows;

namespace Rex.Core.Remediations.Ordering;

/// <summary>
/// The rule that an older push can never undo what a newer one did. It is read off the main workflow itself, which carries what it was last
/// restarted for: that annotation and the restart are one write, so that it holds after any crash and in any process.
/// </summary>
internal static class Fence
{
    /// <summary>Where a push stands against the last restart of its main workflow.</summary>
    public static FenceState Check(MainWorkflow workflow, Push push)
    {
        if (!RemediationId.TryParse(workflow.Annotations.GetValueOrDefault(RexAnnotations.RestartedFor), out var restarted))
        {
            return FenceState.Clear;
        }

        if (restarted == push.Id)
        {
            return FenceState.RestartedForThis;
        }

        return IsNewer(restarted, push) || (IsHeadRestartedLater(workflow, push) && !IsUndone(workflow, restarted))
            ? FenceState.RestartedForNewer
            : FenceState.Clear;
    }

    private static bool IsNewer(RemediationId restarted, Push push) =>
        restarted.PushedAt > push.PushedAt || (restarted.PushedAt == push.PushedAt && restarted.GoesOnFrom(push));

    /// <summary>The restart looked at the head of the pull request, which this push had moved there before.</summary>
    private static bool IsHeadRestartedLater(MainWorkflow workflow, Push push) =>
        workflow.Annotations.GetValueOrDefault(RexAnnotations.RestartedHead)?.Split(' ') is [var head, var when]
        && head == push.After.ToString()
        && DateTimeOffset.TryParse(when, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && at > push.PushedAt;

    /// <summary>
    /// Whether another push has stopped what the restart began (A → B → A: the head was A again when the restart for the first A was made, and B came
    /// late). Its hold is this push's to take over then; nobody else would.
    /// </summary>
    private static bool IsUndone(MainWorkflow workflow, RemediationId restarted) =>
        Hold.HolderOf(workflow) is { } holder && holder != restarted.Value;
}
