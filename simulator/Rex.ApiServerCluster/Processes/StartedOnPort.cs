namespace Rex.ApiServers.Processes;

/// <summary>A server that runs and answers.</summary>
internal sealed record StartedOnPort(GuardedProcess Process, Uri Address) : IAsyncDisposable
{
    private const int Attempts = 8;

    /// <summary>Starts a server that cannot take any port by itself: on one that is free, and on another one if somebody else was faster.</summary>
    /// <param name="start">Starts it on a port.</param>
    /// <param name="isReady">Asks whether the server at an address is ready.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    /// <exception cref="ApiServerException">It ended by itself, or was not ready in time.</exception>
    public static async Task<StartedOnPort> StartAsync(
        Func<int, GuardedProcess> start,
        Func<Uri, CancellationToken, Task<bool>> isReady,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Find();
            var process = start(port);
            try
            {
                var server = new StartedOnPort(process, new Uri($"https://127.0.0.1:{port}/"));
                if (await server.WaitUntilReadyAsync(isReady, timeout, cancellationToken))
                {
                    return server;
                }

                if (attempt == Attempts || !FreePort.WasTaken(process.Output))
                {
                    throw process.EndedAtStart();
                }
            }
            catch
            {
                await process.DisposeAsync();
                throw;
            }

            await process.DisposeAsync();
        }
    }

    /// <summary>Starts a server anew on the port that it had.</summary>
    /// <exception cref="ApiServerException">It ended by itself, or was not ready in time.</exception>
    public static async Task<StartedOnPort> RestartAsync(
        Uri address,
        Func<int, GuardedProcess> start,
        Func<Uri, CancellationToken, Task<bool>> isReady,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var server = new StartedOnPort(start(address.Port), address);
        try
        {
            return await server.WaitUntilReadyAsync(isReady, timeout, cancellationToken) ? server : throw server.Process.EndedAtStart();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    /// <returns>False if the process has ended.</returns>
    private async Task<bool> WaitUntilReadyAsync(
        Func<Uri, CancellationToken, Task<bool>> isReady,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await Process.WaitUntilAsync(IsReadyAsync, timeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new ApiServerException(
                $"{Process.Name} was not ready after {timeout.TotalSeconds:0} s. Its last lines:\n{Process.Output}"
            );
        }

        async Task<bool> IsReadyAsync(CancellationToken token)
        {
            try
            {
                return await isReady(Address, token);
            }
            catch (HttpRequestException)
            {
                // Not listening yet, or somebody else is: its certificate is not one of ours.
                return false;
            }
        }
    }
}
