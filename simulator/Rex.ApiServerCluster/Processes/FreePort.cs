using System.Net;
using System.Net.Sockets;

namespace Rex.ApiServers.Processes;

/// <summary>Loopback ports for programs that cannot be told to take any.</summary>
internal static class FreePort
{
    /// <summary>A port that was free just now. Somebody else may take it first: then the program fails, and is tried with another one.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether a program ended because its port was taken.</summary>
    public static bool WasTaken(string output) => output.Contains("address already in use", StringComparison.Ordinal);
}
