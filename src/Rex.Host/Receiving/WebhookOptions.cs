namespace Rex.Host.Receiving;

/// <summary>How deliveries are received. In the settings: <c>Rex:Webhook</c>.</summary>
internal sealed record WebhookOptions
{
    /// <summary>Where GitHub posts to. Default <c>/webhooks/github</c>.</summary>
    public string Path { get; init; } = "/webhooks/github";

    /// <summary>
    /// The files that hold the hook's secrets, one each; a line end after the secret does not count. All of them are live, so that a secret can be
    /// replaced without losing a delivery. They are read again while Rex runs.
    /// </summary>
    public IReadOnlyList<string> SecretFiles { get; init; } = [];

    /// <summary>Whether deliveries need no signature. For trials on one's own machine only: whoever reaches the port can restart QA then. Default no.</summary>
    public bool AllowUnsigned { get; init; }

    /// <summary>The most bytes that a body may have. Default 5 MiB, 25 MiB at most.</summary>
    public int MaxBodyBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>How many deliveries are received at once; one more is answered with 429. Default 32.</summary>
    public int MaxConcurrent { get; init; } = 32;

    /// <summary>
    /// How long deliveries are still taken after the signal to stop, while <c>/readyz</c> says 503 already: as long as proxies may take to notice. Default
    /// 5 seconds, 20 at most.
    /// </summary>
    public TimeSpan DrainFor { get; init; } = TimeSpan.FromSeconds(5);
}
