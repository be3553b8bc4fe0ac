using Rex.Simulator.Modes;
using Rex.Simulator.Oracles;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Runs;

/// <summary>One push with all its deliveries, and what Rex said to each.</summary>
internal sealed class HandedOver(DeliveryDescription description, PushFact push, bool isNewest)
{
    private readonly List<DeliveryAnswer> answers = [];

    public DeliveryDescription Description { get; } = description;

    public PushFact Push { get; set; } = push;

    /// <summary>Whether it is the newest of those that its description stands for.</summary>
    public bool IsNewest { get; } = isNewest;

    public IReadOnlyList<DeliveryAnswer> Answers
    {
        get
        {
            lock (answers)
            {
                return [.. answers];
            }
        }
    }

    public void Add(DeliveryAnswer answer)
    {
        lock (answers)
        {
            answers.Add(answer);
        }
    }
}
