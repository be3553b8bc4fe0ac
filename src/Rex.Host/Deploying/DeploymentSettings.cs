using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Adapters;
using Rex.Adapters.Settings;
using Rex.Core.Options;
using Rex.Host.Commands;
using Rex.Host.Serving;

namespace Rex.Host.Deploying;

/// <summary>The settings for the pods of a deployment: those of a file, or the shipped ones, with what the command line says over them.</summary>
internal sealed class DeploymentSettings
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Where a command runs, which is not where the pods do: they take the service account's.</summary>
    private static readonly string[] OfThisMachine = ["ApiServer", "Token", "CertificateAuthorityFile", "Kubeconfig", "Context"];

    private DeploymentSettings(RexOptions options, RexConnectionOptions connection, string json)
    {
        Options = options;
        Connection = connection;
        Json = json;
    }

    /// <summary>The settings, checked.</summary>
    public RexOptions Options { get; }

    /// <summary>What they say of GitHub.</summary>
    public RexConnectionOptions Connection { get; }

    /// <summary>The same as a file.</summary>
    public string Json { get; }

    /// <summary>Reads them.</summary>
    /// <param name="flags">The command line.</param>
    /// <param name="shipped">The settings that are shipped with the manifests.</param>
    /// <param name="groups">The groups of settings that these pods have no use for, and would not know.</param>
    /// <exception cref="CommandException">Settings are wrong: all that are, at once.</exception>
    public static DeploymentSettings Read(DeploymentFlags flags, string shipped, IReadOnlyList<string> groups)
    {
        try
        {
            var rex = Tree(Configuration(flags, shipped).GetSection(RexServiceCollectionExtensions.SectionName)) as JsonObject ?? [];
            Apply(flags, rex);
            foreach (var group in groups)
            {
                rex.Remove(group);
            }

            RemoveOwnConnection(rex);
            var json = new JsonObject { [RexServiceCollectionExtensions.SectionName] = rex }.ToJsonString(Indented) + "\n";
            var (options, connection) = Check(Section(json));
            var isAsShipped = JsonNode.DeepEquals(rex, Tree(Section(shipped)));
            return new DeploymentSettings(options, connection, isAsShipped ? shipped : json);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or FormatException or InvalidOperationException)
        {
            throw new CommandException(ExitCode.BadInput, error.Message);
        }
    }

    private static IConfiguration Configuration(DeploymentFlags flags, string shipped)
    {
        var configuration = new ConfigurationBuilder();
        if (flags.SettingsFile is null)
        {
            configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(shipped)));
        }

        return configuration.AddRexSettings(flags.SettingsFile).Build();
    }

    private static IConfigurationSection Section(string json) =>
        new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))
            .Build()
            .GetSection(RexServiceCollectionExtensions.SectionName);

    /// <summary>A section as JSON, its values as texts: that is what they are read from anyway.</summary>
    private static JsonNode? Tree(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0)
        {
            return section.Value;
        }

        if (children.All(child => int.TryParse(child.Key, out _)))
        {
            return new JsonArray([.. children.Select(Tree)]);
        }

        var tree = new JsonObject(new JsonNodeOptions { PropertyNameCaseInsensitive = true });
        foreach (var child in children)
        {
            tree[child.Key] = Tree(child);
        }

        return tree;
    }

    private static void Apply(DeploymentFlags flags, JsonObject rex)
    {
        if (flags.Repositories.Count > 0)
        {
            Group(rex, "Pushes")["Repositories"] = Texts(flags.Repositories);
        }

        if (flags.Senders.Count > 0)
        {
            Group(rex, "Pushes")["AllowedSenders"] = Texts(flags.Senders);
        }

        if (flags.BranchPattern is { } pattern)
        {
            Group(rex, "Pushes")["BranchPattern"] = pattern;
        }

        if (flags.Namespace is { } @namespace)
        {
            var names = Group(rex, "Names");
            names["WorkflowNamespace"] = @namespace;
            names["AgentRunNamespace"] = @namespace;
            names["RemediationNamespace"] = @namespace;
        }
    }

    private static void RemoveOwnConnection(JsonObject rex)
    {
        if (rex[nameof(Connection)] is JsonObject connection && connection["Kubernetes"] is JsonObject kubernetes)
        {
            foreach (var name in OfThisMachine)
            {
                kubernetes.Remove(name);
            }

            if (kubernetes.Count == 0)
            {
                connection.Remove("Kubernetes");
            }
        }
    }

    /// <summary>Files are not looked for: they are the pods'.</summary>
    private static (RexOptions Options, RexConnectionOptions Connection) Check(IConfigurationSection section)
    {
        var options = new RexOptions();
        SettingsSection.Read(section, options);
        var ofConnection = section.GetSection(nameof(Connection));
        var connection = new RexConnectionOptions();
        SettingsSection.Read(ofConnection, connection);
        var checkedOptions = new RexOptionsValidator(section).Validate(null, options);
        List<string> problems = [.. checkedOptions.Failures ?? [], .. SettingsSection.Problems(ofConnection, typeof(RexConnectionOptions))];
        if (!string.IsNullOrEmpty(connection.GitHub.Token))
        {
            problems.Add($"{ofConnection.Path}:GitHub:Token: a manifest is no place for a token; set TokenFile.");
        }

        return problems.Count == 0
            ? (options, connection)
            : throw new CommandException(ExitCode.BadInput, "The settings are wrong:\n  " + string.Join("\n  ", problems));
    }

    private static JsonObject Group(JsonObject rex, string name)
    {
        if (rex[name] is JsonObject group)
        {
            return group;
        }

        var made = new JsonObject();
        rex[name] = made;
        return made;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
