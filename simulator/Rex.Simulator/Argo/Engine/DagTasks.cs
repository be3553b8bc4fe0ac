using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>The tasks of a DAG template and what each depends on.</summary>
internal sealed partial class DagTasks
{
    private readonly Dictionary<string, JsonObject> tasks;
    private readonly Dictionary<string, IReadOnlyList<string>> dependencies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> logic = new(StringComparer.Ordinal);

    public DagTasks(JsonObject template)
    {
        var dag = template["dag"] as JsonObject;
        All = [.. dag.Objects("tasks")];
        tasks = All.ToDictionary(task => task.Text("name") ?? "", StringComparer.Ordinal);
        FailFast = dag?.Flag("failFast") != false;
        foreach (var (name, task) in tasks)
        {
            Resolve(name, task);
        }

        Targets = dag?.Text("target") is { Length: > 0 } target ? target.Split(' ') : Leaves();
    }

    public IReadOnlyList<JsonObject> All { get; }

    /// <summary>The tasks that have to end for the DAG to end: those named, else those no other depends on.</summary>
    public IReadOnlyList<string> Targets { get; }

    public bool FailFast { get; }

    public JsonObject Get(string name) => tasks[name];

    public IReadOnlyList<string> DependenciesOf(string name) => dependencies[name];

    /// <summary>The condition under which the task runs; empty where it depends on nothing.</summary>
    public string LogicOf(string name) => logic[name];

    /// <summary>Every task before this one, over any number of steps.</summary>
    public IReadOnlyCollection<string> AncestorsOf(string name)
    {
        var found = new List<string>();
        Visit(name);
        return found;

        void Visit(string task)
        {
            foreach (var dependency in dependencies[task])
            {
                if (!found.Contains(dependency))
                {
                    Visit(dependency);
                    found.Add(dependency);
                }
            }
        }
    }

    [GeneratedRegex(@"[A-Za-z0-9_][A-Za-z0-9_\-]*(\.[A-Za-z]+)?")]
    private static partial Regex TaskReference { get; }

    private void Resolve(string name, JsonObject task)
    {
        var depends = task.Text("depends") is { Length: > 0 } own ? own : string.Join(" && ", task.Texts("dependencies"));
        var found = new List<string>();
        logic[name] = TaskReference.Replace(
            depends,
            match =>
            {
                var (dependency, result) = match.Value.Split('.') is [var first, var second] ? (first, second) : (match.Value, "");
                if (!tasks.ContainsKey(dependency))
                {
                    throw new OperationPanicException($"target {dependency} does not exist");
                }

                if (!found.Contains(dependency))
                {
                    found.Add(dependency);
                }

                return result.Length > 0 ? match.Value : Expand(dependency);
            }
        );
        dependencies[name] = found;
    }

    private string Expand(string dependency)
    {
        var results = new List<string> { "Succeeded", "Skipped", "Daemoned" };
        if (tasks[dependency]["continueOn"] is JsonObject continueOn)
        {
            if (continueOn.Flag("error") == true)
            {
                results.Add("Errored");
            }

            if (continueOn.Flag("failed") == true)
            {
                results.Add("Failed");
            }
        }

        return "(" + string.Join(" || ", results.Select(result => $"{dependency}.{result}")) + ")";
    }

    private string[] Leaves()
    {
        var depended = dependencies.Values.SelectMany(names => names).ToHashSet(StringComparer.Ordinal);
        return [.. tasks.Keys.Where(name => !depended.Contains(name)).Order(StringComparer.Ordinal)];
    }
}
