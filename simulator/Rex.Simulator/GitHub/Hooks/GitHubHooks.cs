using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Modes;

namespace Rex.Simulator.GitHub.Hooks;

/// <summary>
/// The hooks of a world's repositories as GitHub runs them: each delivery is tried once, whatever comes of it, and again only when somebody asks. What
/// came of it can be listed.
/// </summary>
/// <remarks>See https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries.</remarks>
internal sealed class GitHubHooks(TimeProvider clock)
{
    /// <summary>The number that every repository's only hook has.</summary>
    public const long HookId = 412886912;

    /// <summary>An answer is due by then.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>How long the world waits for a delivery to be taken, by whichever attempt.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<string, Pending> byDelivery = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly List<HookAttempt> attempts = [];
    private long lastId = 4_000_000_000;

    /// <summary>Hands a request over to whoever receives for the hooks.</summary>
    public Func<Delivery, CancellationToken, Task<DeliveryAnswer>>? Receiver { get; set; }

    /// <summary>The secret that requests are signed with.</summary>
    public string Secret { get; set; } = DeliveryHeaders.Secret;

    /// <summary>How many deliveries there were, and how many of them have been taken.</summary>
    public (int All, int Taken) Count => (byDelivery.Count, byDelivery.Values.Count(pending => pending.Taken.Task.IsCompletedSuccessfully));

    /// <summary>All attempts so far, the newest first.</summary>
    public IReadOnlyList<HookAttempt> Attempts
    {
        get
        {
            lock (gate)
            {
                return [.. attempts.OrderByDescending(attempt => attempt.Id)];
            }
        }
    }

    /// <summary>Delivers an event, and waits until it was taken: by the first attempt, or by one that somebody asked for.</summary>
    /// <returns>What Rex said; <c>Lost</c> where it was never taken.</returns>
    public async Task<DeliveryAnswer> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var pending = new Pending(delivery);
        byDelivery[pending.Id] = pending;
        await AttemptAsync(pending, isRedelivery: false, cancellationToken);
        try
        {
            return await pending.Taken.Task.WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new DeliveryAnswer("Lost", "", "", "Nobody took it.");
        }
    }

    /// <summary>Makes an attempt's delivery again; the caller does not wait for it.</summary>
    /// <returns>Whether there is such an attempt.</returns>
    public bool Redeliver(long id)
    {
        HookAttempt? attempt;
        lock (gate)
        {
            attempt = attempts.Find(candidate => candidate.Id == id);
        }

        if (attempt is null)
        {
            return false;
        }

        _ = AttemptAsync(byDelivery[attempt.DeliveryId], isRedelivery: true, CancellationToken.None);
        return true;
    }

    private async Task AttemptAsync(Pending pending, bool isRedelivery, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref lastId);
        var at = clock.GetUtcNow();
        int status;
        using var timer = new CancellationTokenSource(AnswerWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            var answer = await Receiver!(Signed(pending.Delivery), either.Token);
            status = (int)HttpStatusCode.Accepted;
            pending.Taken.TrySetResult(answer);
        }
        catch (OperationCanceledException)
        {
            status = (int)HttpStatusCode.GatewayTimeout;
        }
        catch (Exception error) when (error is HttpRequestException or InvalidOperationException)
        {
            status = (int)((error as HttpRequestException)?.StatusCode ?? HttpStatusCode.BadGateway);
        }

        lock (gate)
        {
            attempts.Add(
                new HookAttempt(id, pending.Id, pending.Repository, pending.Event, at, clock.GetUtcNow() - at, isRedelivery, status)
            );
        }
    }

    private Delivery Signed(Delivery delivery) =>
        delivery with
        {
            Headers = new Dictionary<string, string>(delivery.Headers, StringComparer.OrdinalIgnoreCase)
            {
                ["X-Hub-Signature-256"] = DeliveryHeaders.Sign(Secret, delivery.Body),
            },
        };

    private sealed class Pending(Delivery delivery)
    {
        public Delivery Delivery { get; } = delivery;

        public string Id { get; } = delivery.Headers["X-GitHub-Delivery"];

        public string Event { get; } = delivery.Headers["X-GitHub-Event"];

        public string Repository { get; } = JsonNode.Parse(delivery.Body)?["repository"]?["full_name"]?.GetValue<string>() ?? "";

        public TaskCompletionSource<DeliveryAnswer> Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
