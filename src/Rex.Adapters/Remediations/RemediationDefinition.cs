namespace Rex.Adapters.Remediations;

/// <summary>The definition of the custom resource <c>Remediation</c>, which has to be in the cluster before Rex starts.</summary>
public static class RemediationDefinition
{
    /// <summary>The name of the definition, and of the manifest in this assembly.</summary>
    public const string Name = "remediations.rex.agents.platform";

    /// <summary>The definition as a YAML manifest, for <c>kubectl apply</c>.</summary>
    public static string Yaml { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(RemediationDefinition).Assembly.GetManifestResourceStream($"{Name}.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
