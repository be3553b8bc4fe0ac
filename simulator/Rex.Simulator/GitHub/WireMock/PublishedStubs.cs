namespace Rex.Simulator.GitHub.WireMock;

/// <summary>The stubs that a WireMock server has. Not thread-safe.</summary>
internal sealed class PublishedStubs(WireMockAdmin admin)
{
    private readonly Dictionary<Guid, (Stub Stub, string Text)> there = [];

    /// <summary>The stub of an id, if the server has it.</summary>
    public Stub? Find(Guid id) => there.TryGetValue(id, out var found) ? found.Stub : null;

    /// <summary>Has the server have these and no others, with as few changes as that takes.</summary>
    /// <param name="wanted">The stubs.</param>
    /// <param name="states">The state of each scenario; set where one of its stubs changed.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task ReplaceAsync(
        IReadOnlyCollection<Stub> wanted,
        IReadOnlyDictionary<string, BranchState> states,
        CancellationToken cancellationToken
    )
    {
        var rendered = wanted.Select(stub => (Stub: stub, Mapping: stub.Render())).ToList();
        var changed = rendered
            .Select(one => (one.Stub, one.Mapping, Text: one.Mapping.ToJsonString()))
            .Where(one => !there.TryGetValue(one.Stub.Id, out var old) || old.Text != one.Text)
            .ToList();
        if (changed.Count > 0)
        {
            await admin.PutAsync(changed.Select(one => one.Mapping), cancellationToken);
        }

        foreach (var scenario in changed.Select(one => one.Stub.Scenario).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            await admin.SetStateAsync(scenario, states[scenario].Name, cancellationToken);
        }

        foreach (var (stub, _, text) in changed)
        {
            there[stub.Id] = (stub, text);
        }

        foreach (var id in there.Keys.Except(wanted.Select(stub => stub.Id)).ToList())
        {
            await admin.RemoveAsync(id, cancellationToken);
            there.Remove(id);
        }
    }
}
