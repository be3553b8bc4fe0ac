namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>One way to change a body.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Effect">What it can do to the answer.</param>
/// <param name="Apply">Gives the changed body; the given one, unchanged, where the mutation finds nothing to change in it.</param>
internal sealed record BodyMutation(string Name, MutationEffect Effect, Func<byte[], FuzzSource, byte[]> Apply);
