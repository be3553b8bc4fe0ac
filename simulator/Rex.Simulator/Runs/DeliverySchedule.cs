using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Events;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Modes;
using Rex.Simulator.Oracles;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Runs;

/// <summary>Lets the pushes of a scenario happen, and hands their deliveries over, each at its time.</summary>
internal sealed class DeliverySchedule
{
    private readonly World world;
    private readonly IRexDeployment rex;
    private readonly PushMaker pushes;
    private readonly string deliveriesFolder;
    private readonly Random random;
    private readonly List<HandedOver> all = [];
    private int order;
    private int handedOver;

    public DeliverySchedule(World world, IRexDeployment rex, int seed, string deliveriesFolder)
    {
        this.world = world;
        this.rex = rex;
        this.deliveriesFolder = deliveriesFolder;
        pushes = new PushMaker(world);
        random = new Random(seed);
    }

    /// <summary>How many deliveries were handed over so far.</summary>
    public int Count => Volatile.Read(ref handedOver);

    public IReadOnlyList<HandedOver> All
    {
        get
        {
            lock (all)
            {
                return [.. all];
            }
        }
    }

    /// <summary>Raised when a delivery was handed over.</summary>
    public event Action<Delivery, DeliveryAnswer>? Answered;

    /// <summary>Lets everything happen and waits until the last delivery was taken.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(world.Scenario.Deliveries.Select(delivery => RunAsync(delivery, cancellationToken)));

    private async Task RunAsync(DeliveryDescription delivery, CancellationToken cancellationToken)
    {
        if (delivery.When.Count > 0)
        {
            var held = await world.WaitAsync(
                () => delivery.When.All(condition => world.Conditions.Holds(condition.Value)),
                world.Scenario.Within,
                cancellationToken
            );
            if (!held)
            {
                throw new InvalidOperationException(
                    $"line {delivery.When[0].Line}: '{string.Join(", ", delivery.When.Select(condition => condition.Value))}' never became so"
                );
            }
        }

        await Task.Delay(delivery.At, world.Clock, cancellationToken);
        if (delivery.File is { } file)
        {
            await RecordedAsync(delivery, file.Value, cancellationToken);
            return;
        }

        var tasks = world.Tasks.Where(task =>
            delivery.Push!.Value.Value == "all" ? !task.Description.Bystander : task.Name == delivery.Push.Value.Value
        );
        List<Task> deliveries = [];
        for (var index = 0; index < delivery.Count; index++)
        {
            if (index > 0)
            {
                await Task.Delay(delivery.Over / delivery.Count, world.Clock, cancellationToken);
            }

            var after = delivery.Count - 1 - index;
            deliveries.AddRange(tasks.Select(task => PushAsync(delivery, task, after, cancellationToken)));
        }

        await Task.WhenAll(deliveries);
    }

    private async Task RecordedAsync(DeliveryDescription description, string file, CancellationToken cancellationToken)
    {
        var recorded = DeliveryFile.Read(Path.Combine(deliveriesFolder, file));
        var push = RecordedPush(description, recorded);
        if (push.Task is not null && push.PushedAt > world.Clock.GetUtcNow())
        {
            // A delivery does not come before its push.
            await Task.Delay(push.PushedAt + description.Late - world.Clock.GetUtcNow(), world.Clock, cancellationToken);
        }

        var handed = new HandedOver(description, push, isNewest: true);
        Remember(handed);
        for (var copy = 0; copy <= description.Duplicates; copy++)
        {
            await HandOverAsync(handed, recorded, cancellationToken);
        }
    }

    private PushFact RecordedPush(DeliveryDescription description, Delivery recorded)
    {
        var now = world.Clock.GetUtcNow();
        var task = world.Tasks.FirstOrDefault(task => task.Name == description.FileIsPushTo);
        if (task is null)
        {
            return new PushFact(null, "", now, DateTimeOffset.MaxValue, Interlocked.Increment(ref order));
        }

        var body = GoJson.ReadObject(recorded.Body);
        var pushedAt = DateTimeOffset.FromUnixTimeSeconds(
            body["repository"]?["pushed_at"] is JsonValue value && value.TryGetValue<long>(out var at) ? at : 0
        );
        return new PushFact(
            task.Facts,
            body["after"]?.ToString() ?? "",
            pushedAt,
            DateTimeOffset.MaxValue,
            Interlocked.Increment(ref order)
        )
        {
            Ref = body["ref"]?.ToString() ?? "",
            Before = body["before"]?.ToString() ?? "",
        };
    }

    /// <param name="description">What is pushed.</param>
    /// <param name="task">To which task.</param>
    /// <param name="newer">How many pushes of the same description come after it.</param>
    /// <param name="cancellationToken">Ends the waiting for its delivery.</param>
    private Task PushAsync(DeliveryDescription description, TaskWorld task, int newer, CancellationToken cancellationToken)
    {
        var now = world.Clock.GetUtcNow();
        var pushedAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var facts = pushes.Push(description, task, pushedAt, NewDeliveryId());
        var isBusiness = !NotRexsBusiness.Reasons.Contains(description.Outcome[0].Value);
        var push = new PushFact(
            isBusiness ? task.Facts : null,
            facts.After,
            pushedAt,
            DateTimeOffset.MaxValue,
            Interlocked.Increment(ref order)
        )
        {
            Ref = facts.Ref,
            Before = facts.Before,
        };
        var handed = new HandedOver(description, push, isNewest: newer == 0);
        Remember(handed);
        var late = description.Late + (newer * description.NewestFirst);
        var copies = Enumerable
            .Range(0, description.Deliveries)
            .Select(copy => DeliverAsync(handed, facts, late, copy, cancellationToken))
            .ToList();
        return Task.WhenAll(copies);
    }

    private async Task DeliverAsync(HandedOver handed, PushFacts facts, TimeSpan late, int copy, CancellationToken cancellationToken)
    {
        var description = handed.Description;
        var extra =
            copy > description.Duplicates ? description.Redelivered
            : description.Shuffled || copy > 0 ? NextFraction() * (description.Over + TimeSpan.FromSeconds(copy))
            : TimeSpan.Zero;
        await Task.Delay(late + extra, world.Clock, cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"push {handed.Push.After[..7]}{(copy > 0 ? " again" : "")}");
        // Another hook's delivery has an id of its own; a redelivery has that of the first time.
        var hook = copy <= description.Duplicates ? copy : 0;
        var id = hook > 0 ? NewDeliveryId() : facts.DeliveryId;
        var made = PushDelivery.Make(name, facts with { DeliveryId = id, Hook = hook }, handed.Push.Order);
        var delivery = made with { Headers = DeliveryHeaders.For(description.Event, id, made.Body) };
        await HandOverAsync(handed, delivery, cancellationToken);
    }

    private async Task HandOverAsync(HandedOver handed, Delivery delivery, CancellationToken cancellationToken)
    {
        lock (handed)
        {
            if (handed.Push.DeliveredAt == DateTimeOffset.MaxValue)
            {
                handed.Push = handed.Push with { DeliveredAt = world.Clock.GetUtcNow() };
            }
        }

        var answer = await rex.DeliverAsync(delivery, cancellationToken);
        handed.Add(answer);
        Interlocked.Increment(ref handedOver);
        Answered?.Invoke(delivery, answer);
    }

    private void Remember(HandedOver handed)
    {
        lock (all)
        {
            all.Add(handed);
        }
    }

    private double NextFraction()
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }

    private Guid NewDeliveryId()
    {
        lock (random)
        {
            Span<byte> bytes = stackalloc byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes);
        }
    }
}
