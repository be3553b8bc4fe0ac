namespace Rex.Host.Deploying;

/// <summary>What <c>rex manifests</c> is told on its command line; null or empty is what the settings, or the shipped manifests, say.</summary>
internal sealed record DeploymentFlags
{
    /// <summary>The file with the settings of <c>rex serve</c>.</summary>
    public string? SettingsFile { get; init; }

    /// <summary>The namespace that everything is in.</summary>
    public string? Namespace { get; init; }

    /// <summary>Rex's image.</summary>
    public string? Image { get; init; }

    /// <summary>The watched repositories.</summary>
    public IReadOnlyList<string> Repositories { get; init; } = [];

    /// <summary>The allowed senders.</summary>
    public IReadOnlyList<string> Senders { get; init; } = [];

    /// <summary>The pattern of branches.</summary>
    public string? BranchPattern { get; init; }

    /// <summary>The hook's address as GitHub sees it, without the path.</summary>
    public string? Url { get; init; }

    /// <summary>The id of the App that manages the hook.</summary>
    public long? AppId { get; init; }

    /// <summary>The id of its installation.</summary>
    public long? InstallationId { get; init; }

    /// <summary>Labels of each object and of what the Sensor creates, as <c>key=value</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The instance id of the workflow controller that is to run the Workflows.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The name of the EventBus.</summary>
    public string? EventBus { get; init; }
}
