using System.Text.Json;
using System.Text.Json.Nodes;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Rex.Simulator.Clusters.K3s;

/// <summary>The way to the Docker Engine, and to images on it.</summary>
internal static class DockerEngine
{
    /// <summary>Connects to the engine and sees whether it answers.</summary>
    /// <param name="address">Where it is; null for where DOCKER_HOST says, or the machine's own.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ClusterException">It does not answer.</exception>
    public static async Task<DockerClient> ConnectAsync(Uri? address, CancellationToken cancellationToken)
    {
        address ??= Default();
        var client = new DockerClientBuilder().WithEndpoint(address).Build();
        try
        {
            await client.System.PingAsync(cancellationToken);
            return client;
        }
        catch (Exception error)
            when (error
                    is DockerApiException
                        or HttpRequestException
                        or IOException
                        or TimeoutException
                        or System.Net.Sockets.SocketException
            )
        {
            client.Dispose();
            throw new ClusterException(
                $"No Docker Engine answers at {address} ({error.Message}), and K3s runs in a container. "
                    + "Start one, or name where it is by DOCKER_HOST; or take --cluster apiserver, which needs none.",
                error
            );
        }
    }

    /// <summary>Has the engine fetch an image that it does not have.</summary>
    /// <returns>The image's labels.</returns>
    /// <exception cref="ClusterException">It cannot be had.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> EnsureImageAsync(
        DockerClient client,
        string image,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await LabelsAsync(client, image, cancellationToken);
        }
        catch (DockerImageNotFoundException)
        {
            try
            {
                var wanted = new ImagesCreateParameters { FromImage = image };
                await client.Images.CreateImageAsync(wanted, null, new Progress<JSONMessage>(), cancellationToken);
                return await LabelsAsync(client, image, cancellationToken);
            }
            catch (DockerApiException error)
            {
                throw new ClusterException(
                    $"The Docker Engine has no image {image} and cannot fetch it: {Reason(error)}. Name another one by --k3s-image.",
                    error
                );
            }
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> LabelsAsync(
        DockerClient client,
        string image,
        CancellationToken cancellationToken
    )
    {
        var found = await client.Images.InspectImageAsync(image, cancellationToken);
        return new Dictionary<string, string>(found.Config?.Labels ?? new Dictionary<string, string>());
    }

    private static string Reason(DockerApiException error)
    {
        try
        {
            return JsonNode.Parse(error.ResponseBody ?? "{}")?["message"]?.GetValue<string>() ?? error.Message;
        }
        catch (JsonException)
        {
            return error.Message;
        }
    }

    private static Uri Default()
    {
        var named = Environment.GetEnvironmentVariable("DOCKER_HOST");
        if (string.IsNullOrEmpty(named))
        {
            return new Uri(OperatingSystem.IsWindows() ? "npipe://./pipe/docker_engine" : "unix:///var/run/docker.sock");
        }

        return Uri.TryCreate(named, UriKind.Absolute, out var address)
            ? address
            : throw new ClusterException($"DOCKER_HOST is no address: {named} It should be like unix:///var/run/docker.sock.");
    }
}
