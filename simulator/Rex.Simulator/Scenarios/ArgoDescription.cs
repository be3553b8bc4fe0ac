namespace Rex.Simulator.Scenarios;

/// <summary>What is different in a scenario where Rex runs behind Argo Events; but for the first two, only where each step runs in a pod of its own.</summary>
internal sealed record ArgoDescription
{
    /// <summary>
    /// The deliveries as the EventSource hands them on, and how these end; those of the scenario where empty. Only for bodies of which it makes others.
    /// </summary>
    public List<DeliveryDescription> HandedOn { get; set; } = [];

    /// <summary>What must hold at the end of these, in place of what the scenario says.</summary>
    public Expectations? Expect { get; set; }

    /// <summary>Pushes beside those of the scenario: where no process of Rex stays, only a later push can do what is not yet to be done.</summary>
    public List<DeliveryDescription> MorePushes { get; set; } = [];

    /// <summary>
    /// How long after it has failed somebody submits a remediation's workflow again; never where zero. No process of Rex is there that would take it up
    /// by itself.
    /// </summary>
    public TimeSpan ResubmittedAfter { get; set; }

    /// <summary>
    /// Whether a request need not be made again after a crash before it: where a step has used up its retries the workflow ends, and what comes next
    /// is another workflow's first step.
    /// </summary>
    public bool NeedNotRepeat { get; set; }
}
