using System.Text.RegularExpressions;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Argo;

/// <summary>The nodes that the workflows among the given files will have, by their display names.</summary>
internal sealed partial class WorkflowNodes
{
    private readonly List<Call> _calls = [];
    private readonly List<WorkflowTemplate> _retried = [];
    private readonly Dictionary<(string Holder, string Name), WorkflowTemplate> _shared = [];
    private readonly HashSet<(string Step, string Output)> _read = [];
    private readonly ILookup<WorkflowTemplate, Call> _callsOf;
    private readonly HashSet<WorkflowTemplate> _repeated;

    /// <summary>Finds them.</summary>
    public WorkflowNodes(IEnumerable<Manifest> manifests)
    {
        foreach (var manifest in manifests)
        {
            Add(manifest);
        }

        _callsOf = _calls.ToLookup(call => call.Caller);
        // With items, with a retry of more than one pod, and in a call of itself, all below is there once more each time.
        var loops = _calls
            .Select(call => (Call: call, Called: Called(call)))
            .Where(each =>
                each.Called is { Steps.Count: > 0 } called && (each.Call.Step.IsLoop || Below([called]).Contains(each.Call.Caller))
            )
            .Select(each => each.Called!);
        _repeated = Below(_retried.Concat(loops));
    }

    /// <summary>Whether a loop, a retry of a whole group, or a call of itself makes several nodes with this display name.</summary>
    public bool IsRepeated(string displayName) => _calls.Any(call => call.Step.Name == displayName && _repeated.Contains(call.Caller));

    /// <summary>An output that a resume has to supply at such a gate, and that something reads; null where there is none.</summary>
    public string? SuppliedOutputRead(AskedNode asked) =>
        (
            from call in _calls
            where (asked.Field == "displayName" ? call.Step.Name : call.Step.Template) == asked.Value
            let gate = Called(call)
            where gate is { IsSuspend: true }
            from output in gate.Node.ItemsAt("outputs", "parameters")
            where output.At("valueFrom", "supplied") is not null
            let name = output.TextAt("name")
            where name is not null && _read.Contains((call.Step.Name ?? "", name))
            select name
        ).FirstOrDefault();

    private void Add(Manifest manifest)
    {
        if (manifest.Workflow is not { } spec)
        {
            return;
        }

        _retried.AddRange(spec.Templates.Where(template => template.Steps.Count > 0 && template.Node["retryStrategy"] is not null));
        var named = spec.Templates.Where(template => template.Name is not null).DistinctBy(template => template.Name).ToList();
        if (manifest is { Kind: "WorkflowTemplate" or "ClusterWorkflowTemplate", Name: { } holder })
        {
            named.ForEach(template => _shared.TryAdd((holder, template.Name!), template));
        }

        var own = named.ToDictionary(template => template.Name!);
        _calls.AddRange(
            from caller in spec.Templates
            from step in caller.Steps
            select new Call(caller, step, step is { Holder: null, Template: { } name } ? own.GetValueOrDefault(name) : null)
        );
        foreach (var text in spec.Node.Tree().Select(each => each.Node.Text).OfType<string>())
        {
            if (text.Contains(".outputs.parameters.", StringComparison.Ordinal))
            {
                _read.UnionWith(Read().Matches(text).Select(match => (match.Groups["step"].Value, match.Groups["output"].Value)));
            }
        }
    }

    private WorkflowTemplate? Called(Call call) =>
        call.Own ?? (call.Step is { Holder: { } holder, Template: { } name } ? _shared.GetValueOrDefault((holder, name)) : null);

    private HashSet<WorkflowTemplate> Below(IEnumerable<WorkflowTemplate> from)
    {
        var seen = from.ToHashSet();
        var open = new Stack<WorkflowTemplate>(seen);
        while (open.TryPop(out var next))
        {
            foreach (var called in _callsOf[next].Select(Called).OfType<WorkflowTemplate>().Where(seen.Add))
            {
                open.Push(called);
            }
        }

        return seen;
    }

    [GeneratedRegex(@"\b(?:tasks|steps)\.(?<step>[\w-]+)\.outputs\.parameters\.(?<output>[\w-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Read();

    private sealed record Call(WorkflowTemplate Caller, WorkflowStep Step, WorkflowTemplate? Own);
}
