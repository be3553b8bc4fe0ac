namespace Rex.Simulator.Scenarios;

/// <summary>What a <see cref="Condition"/> is about.</summary>
internal enum ConditionSubject
{
    Agent,
    Workflow,
    Node,
    Label,
    Controller,
    Stage,
    Push,
}
