namespace Rex.Simulator.Oracles;

/// <summary>One push as the scenario made it, however often it was delivered.</summary>
/// <param name="Task">The task whose branch it went to; null where Rex must have nothing to do with it.</param>
/// <param name="After">The commit.</param>
/// <param name="PushedAt">When it happened; whole seconds.</param>
/// <param name="DeliveredAt">When its first delivery was handed over.</param>
/// <param name="Order">Its place among all pushes of the scenario, in the order in which they happened.</param>
internal sealed record PushFact(TaskFacts? Task, string After, DateTimeOffset PushedAt, DateTimeOffset DeliveredAt, int Order);
