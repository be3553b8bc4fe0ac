using System.Security.Cryptography;
using System.Text;

namespace Rex.Simulator.Oracles;

/// <summary>One push as the scenario made it, however often it was delivered.</summary>
/// <param name="Task">The task whose branch it went to; null where Rex must have nothing to do with it.</param>
/// <param name="After">The commit.</param>
/// <param name="PushedAt">When it happened; whole seconds.</param>
/// <param name="DeliveredAt">When its first delivery was handed over.</param>
/// <param name="Order">Its place among all pushes of the scenario, in the order in which they happened.</param>
internal sealed record PushFact(TaskFacts? Task, string After, DateTimeOffset PushedAt, DateTimeOffset DeliveredAt, int Order)
{
    /// <summary>The full ref; empty where it does not matter.</summary>
    public string Ref { get; init; } = "";

    /// <summary>Where the ref was before; empty where it does not matter.</summary>
    public string Before { get; init; } = "";

    /// <summary>The last part of the push's identity: two pushes of one commit in one second differ in it. Null where it does not matter.</summary>
    public string? Digest =>
        Ref.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Ref}\n{Before}")))[..8];
}
