namespace Rex.Simulator.Modes;

/// <summary>What an incarnation of Rex is told about its world.</summary>
/// <param name="Identity">The token it calls with, on both sides: <c>rex-0</c>, after a crash <c>rex-1</c>, and so on.</param>
/// <param name="Cluster">The proxy before the cluster.</param>
/// <param name="GitHub">The proxy before GitHub.</param>
/// <param name="Namespace">Where everything is.</param>
/// <param name="Repositories">The repositories to watch.</param>
/// <param name="MoreSettings">Further settings, by their path.</param>
/// <param name="Time">The world's clock.</param>
/// <param name="Seed">For its random numbers.</param>
internal sealed record RexConnection(
    string Identity,
    Uri Cluster,
    Uri GitHub,
    string Namespace,
    IReadOnlyList<string> Repositories,
    IReadOnlyDictionary<string, string> MoreSettings,
    TimeProvider Time,
    int Seed
)
{
    /// <summary>The same as settings of Rex.</summary>
    public Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Rex:Connection:Kubernetes:ApiServer"] = Cluster.ToString(),
            ["Rex:Connection:Kubernetes:Token"] = Identity,
            ["Rex:Connection:GitHub:BaseAddress"] = GitHub.ToString(),
            ["Rex:Connection:GitHub:Token"] = Identity,
            ["Rex:Names:WorkflowNamespace"] = Namespace,
            ["Rex:Names:AgentRunNamespace"] = Namespace,
            ["Rex:Names:RemediationNamespace"] = Namespace,
        };
        for (var index = 0; index < Repositories.Count; index++)
        {
            settings[$"Rex:Pushes:Repositories:{index}"] = Repositories[index];
        }

        foreach (var (path, value) in MoreSettings)
        {
            settings[path] = value;
        }

        return settings;
    }
}
