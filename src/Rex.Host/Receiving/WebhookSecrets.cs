using Microsoft.Extensions.Options;
using Rex.Core.Pushes;

namespace Rex.Host.Receiving;

/// <summary>
/// The hook's secrets that are live now. Their files are looked at again every few seconds while deliveries come, so that a rotated secret is taken up
/// without a restart; what cannot be read leaves the secrets as they were.
/// </summary>
internal sealed partial class WebhookSecrets(IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookSecrets> logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private readonly Lock access = new();
    private List<byte[]> live = [];
    private PushSignature? signature;
    private long lookedAt;

    /// <summary>The check of signatures; null where deliveries need none.</summary>
    public PushSignature? Signature
    {
        get
        {
            if (options.Value.AllowUnsigned)
            {
                return null;
            }

            lock (access)
            {
                if (signature is null || time.GetElapsedTime(lookedAt) >= LookEvery)
                {
                    Look();
                    lookedAt = time.GetTimestamp();
                }

                return signature ?? throw new InvalidOperationException("There is no webhook secret that could be read.");
            }
        }
    }

    private void Look()
    {
        var found = new List<byte[]>();
        foreach (var path in options.Value.SecretFiles)
        {
            if (!SecretFile.TryRead(path, out var secret, out var problem))
            {
                Log.Unreadable(logger, problem);
                return;
            }

            found.Add(secret);
        }

        if (found.Count == live.Count && found.Zip(live).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)))
        {
            return;
        }

        signature = new PushSignature([.. found.Select(secret => new ReadOnlyMemory<byte>(secret))]);
        Log.Loaded(logger, found.Count);
        live = found;
    }

    private static partial class Log
    {
        [LoggerMessage(3010, LogLevel.Information, "{Count} webhook secrets are live")]
        public static partial void Loaded(ILogger logger, int count);

        [LoggerMessage(3011, LogLevel.Error, "The webhook secrets stay as they were: {Problem}")]
        public static partial void Unreadable(ILogger logger, string problem);
    }
}
