using Rex.Core.Remediations;

namespace Rex.Adapters.Events;

/// <summary>Something that became of a remediation, as a Kubernetes Event is to tell it.</summary>
/// <param name="Remediation">The remediation as it was then.</param>
/// <param name="Transition">What is told, in one word for each thing that can be told: it makes the Event's name.</param>
/// <param name="Reason">The Event's reason: a reason code, or what was reached.</param>
/// <param name="Action">The Event's action: the step.</param>
/// <param name="Note">The reason in words.</param>
/// <param name="At">When it became so.</param>
internal sealed record RemediationEvent(
    Remediation Remediation,
    string Transition,
    string Reason,
    string Action,
    string Note,
    DateTimeOffset At
)
{
    /// <summary>Whether a person should look.</summary>
    public bool IsWarning { get; init; }

    /// <summary>Whether it is about the main workflow; else it is about the Remediation.</summary>
    public bool IsAboutWorkflow { get; init; }

    /// <summary>
    /// The Event's name. It is fixed, so that there is one for each transition, whichever replica tells it and however often a try comes to the same: the API
    /// server refuses the second one until it forgets the first.
    /// </summary>
    public string Name => $"{Remediation.Id}.{Transition}{(IsAboutWorkflow ? ".workflow" : "")}";
}
