using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>One request that WireMock answers, and how.</summary>
internal sealed record Stub
{
    /// <summary>What it is for. Two stubs of one name are versions of the same.</summary>
    public required string Name { get; init; }

    /// <summary>Where several match, that with the least counts.</summary>
    public required StubPriority Priority { get; init; }

    /// <summary>What requests it is for.</summary>
    public required StubRequest Request { get; init; }

    /// <summary>What is answered.</summary>
    public required StubAnswer Answer { get; init; }

    /// <summary>The scenario that it is part of; null for none: it counts always then.</summary>
    public string? Scenario { get; init; }

    /// <summary>The only state in which it counts.</summary>
    public BranchState? When { get; init; }

    /// <summary>The state after it; null where it stays.</summary>
    public BranchState? Then { get; init; }

    /// <summary>WireMock's id of it, the same for the same name.</summary>
    public Guid Id => new(SHA256.HashData(Encoding.UTF8.GetBytes(Name)).AsSpan(0, 16));

    /// <summary>It as WireMock reads it.</summary>
    public JsonObject Render()
    {
        var mapping = new JsonObject
        {
            ["id"] = Id.ToString(),
            ["name"] = Name,
            ["priority"] = (int)Priority,
            ["request"] = Request.Render(),
            ["response"] = Answer.Render(),
        };
        if (Scenario is not null)
        {
            mapping["scenarioName"] = Scenario;
            mapping["requiredScenarioState"] = When!.Name;
            mapping["newScenarioState"] = (Then ?? When).Name;
        }

        return mapping;
    }
}
