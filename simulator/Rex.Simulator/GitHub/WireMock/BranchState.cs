using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>
/// The labels of all pull requests of one branch. It is one state of the branch's scenario in WireMock, and its name says all of it.
/// The pull requests of a branch share a scenario because they share a list.
/// </summary>
internal sealed class BranchState
{
    /// <summary>The label that the agents put on: the only one that stubs can be asked for.</summary>
    public const string QaLabel = "ready-for-qa";

    private readonly SortedDictionary<long, IReadOnlyList<string>> labels;

    private BranchState(SortedDictionary<long, IReadOnlyList<string>> labels)
    {
        this.labels = labels;
        var name = new JsonObject();
        foreach (var (number, those) in labels)
        {
            name[number.ToString(CultureInfo.InvariantCulture)] = new JsonArray([.. those.Select(label => JsonValue.Create(label))]);
        }

        Name = name.ToJsonString();
    }

    /// <summary>The state's name: <c>{"201":["ready-for-qa"]}</c>.</summary>
    public string Name { get; }

    /// <summary>The numbers of the pull requests.</summary>
    public IEnumerable<long> Numbers => labels.Keys;

    public static BranchState Of(IEnumerable<GitHubPullRequest> pullRequests) =>
        new(new(pullRequests.ToDictionary(one => one.Number, one => (IReadOnlyList<string>)[.. one.Labels])));

    public static BranchState Parse(string name)
    {
        var state = JsonNode.Parse(name)!.AsObject();
        return new(
            new(
                state.ToDictionary(
                    pair => long.Parse(pair.Key, CultureInfo.InvariantCulture),
                    pair => (IReadOnlyList<string>)[.. pair.Value!.AsArray().Select(label => label!.GetValue<string>())]
                )
            )
        );
    }

    public IReadOnlyList<string> LabelsOf(long number) => labels[number];

    /// <summary>After a label was put on; the same where it was there.</summary>
    public BranchState With(long number, string label) => Has(number, label) ? this : Change(number, [.. labels[number], label]);

    /// <summary>After a label was taken off; the same where it was not there.</summary>
    public BranchState Without(long number, string label) =>
        Has(number, label) ? Change(number, [.. labels[number].Where(one => !Same(one, label))]) : this;

    /// <summary>
    /// This state and those that the agents and Rex make of it, step by step, the nearest first and no more than so many. Stubs of
    /// others are made when it comes to that.
    /// </summary>
    public IReadOnlyList<BranchState> WithNext(int atMost)
    {
        List<BranchState> found = [this];
        HashSet<string> names = [Name];
        for (var next = 0; next < found.Count && found.Count < atMost; next++)
        {
            var from = found[next];
            found.AddRange(
                from.Numbers.SelectMany(number => (BranchState[])[from.Without(number, QaLabel), from.With(number, QaLabel)])
                    .Where(state => names.Add(state.Name))
            );
        }

        return [.. found.Take(atMost)];
    }

    private bool Has(long number, string label) => labels[number].Any(one => Same(one, label));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private BranchState Change(long number, IReadOnlyList<string> changed) =>
        new(new SortedDictionary<long, IReadOnlyList<string>>(labels) { [number] = changed });
}
