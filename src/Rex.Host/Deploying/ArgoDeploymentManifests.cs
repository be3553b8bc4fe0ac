using System.Text.RegularExpressions;
using Rex.Adapters;
using Rex.Core.Pushes;
using Rex.Host.Commands;

namespace Rex.Host.Deploying;

/// <summary>The manifests of a folder of <c>deploy</c> with the user's own options in them.</summary>
internal sealed partial class ArgoDeploymentManifests
{
    private const string SettingsFile = "settings.json";

    /// <summary>Where the steps have the secret with GitHub's token.</summary>
    private const string SecretFolder = "/var/run/rex/github/";

    private static readonly string[] OfServe = ["Webhook", "Leadership", "Redelivery"];

    private readonly DeploymentFlags _flags;
    private readonly DeploymentSettings _settings;
    private readonly EventFilters _filters;
    private readonly DeploymentLabels _labels;
    private readonly List<string> _notes = [];

    private ArgoDeploymentManifests(string folder, DeploymentFlags flags)
    {
        _flags = flags;
        _settings = DeploymentSettings.Read(flags, ShippedFolder.Text($"argo/{SettingsFile}"), OfServe);
        var pushes = _settings.Options.Pushes;
        _filters = new EventFilters(pushes.AllowedSenders ?? [PushOptions.DefaultSender], pushes.BranchPattern);
        _labels = new DeploymentLabels(flags, _settings.Options.Names);
        Documents = ShippedFolder.Read(folder);
        Check();
        if (HasPods)
        {
            CheckPods();
        }

        foreach (var document in Documents)
        {
            Fill(document);
        }

        Note();
    }

    /// <summary>The objects.</summary>
    public IReadOnlyList<ManifestDocument> Documents { get; }

    /// <summary>What is still to be done or known about them, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Makes them.</summary>
    /// <param name="folder">The folder below <c>deploy</c>.</param>
    /// <param name="flags">The command line.</param>
    /// <exception cref="CommandException">An option or a setting cannot be used.</exception>
    public static ArgoDeploymentManifests Create(string folder, DeploymentFlags flags) => new(folder, flags);

    private string Namespace => _settings.Options.Names.RemediationNamespace;

    private long? AppId => _flags.AppId ?? (long.TryParse(_settings.Connection.GitHub.AppId, out var id) && id > 0 ? id : null);

    /// <summary>Whether Rex's own pods come of it; else the settings are those of a <c>rex serve</c> that has its own.</summary>
    private bool HasPods => Documents.Any(one => one.Kind == "WorkflowTemplate");

    private void CheckPods()
    {
        var names = _settings.Options.Names;
        if (names.WorkflowNamespace != Namespace || names.AgentRunNamespace != Namespace)
        {
            throw Wrong(
                $"The settings have several namespaces ({names.WorkflowNamespace}, {names.AgentRunNamespace}, {Namespace}), and these manifests are for one: give --namespace, or use an overlay with Roles in each."
            );
        }

        var gitHub = _settings.Connection.GitHub;
        foreach (var (name, file) in new[] { ("TokenFile", gitHub.TokenFile), ("AppPrivateKeyFile", gitHub.AppPrivateKeyFile) })
        {
            if (file?.StartsWith(SecretFolder, StringComparison.Ordinal) == false)
            {
                throw Wrong(
                    $"Rex:Connection:GitHub:{name}: the pods have the secret rex-github in {SecretFolder}, and no '{file}': name a file there."
                );
            }
        }
    }

    private void Check()
    {
        if (_flags.Image is { } image && !Image().IsMatch(image))
        {
            throw Wrong($"--image '{image}' is no image, as registry.example.com/rex:0.1.0 is.");
        }

        if (_flags.Url is { } url && !IsAddress(url))
        {
            throw Wrong(
                $"--url '{url}' is no address of a web server, as https://rex-events.example.com is; the path /push comes by itself."
            );
        }

        if (_flags.AppId is < 1 || _flags.InstallationId is < 1)
        {
            throw Wrong("--app-id and --installation-id are whole numbers from 1 on.");
        }

        if (_flags.InstanceId is not null && !HasPods)
        {
            throw Wrong("--instance-id is of a workflow controller, and no Workflow comes of these manifests.");
        }

        if (_flags.EventBus is { } bus && !ObjectName().IsMatch(bus))
        {
            throw Wrong($"--event-bus '{bus}' is no name of an EventBus.");
        }
    }

    private void Fill(ManifestDocument document)
    {
        document.MoveTo(Namespace);
        _labels.PutOn(document);
        if (_flags.EventBus is { } bus && document.Kind is ("EventSource" or "Sensor"))
        {
            document.Set(bus, "spec", "eventBusName");
        }

        switch (document.Kind)
        {
            case "EventSource":
                FillSource(document);
                break;
            case "Sensor":
                FillSensor(document);
                break;
            case "WorkflowTemplate" when _flags.Image is { } image:
                foreach (var template in document.Objects("spec", "templates").Where(one => one.Text("container", "image") is not null))
                {
                    template.Set(image, "container", "image");
                }

                break;
            case "ConfigMap":
                document.Set(_settings.Json, "data", SettingsFile);
                break;
        }
    }

    private void FillSource(ManifestDocument source)
    {
        string[] push = ["spec", "github", "rex-push"];
        var owners = _settings
            .Options.Pushes.Repositories.Select(RepositoryName.Parse)
            .Distinct()
            .GroupBy(one => one.Owner, StringComparer.OrdinalIgnoreCase);
        source.Set(owners.Select(Owner), [.. push, "repositories"]);
        source.Set(_filters.Expression, [.. push, "filter", "expression"]);
        if (_flags.Url is { } url)
        {
            source.Set(url.TrimEnd('/'), [.. push, "webhook", "url"]);
        }

        if (AppId is { } app)
        {
            source.Set(app, [.. push, "githubApp", "appID"]);
        }

        if (_flags.InstallationId is { } installation)
        {
            source.Set(installation, [.. push, "githubApp", "installationID"]);
        }

        FillServer(source, push);
    }

    /// <summary>The source manages the hook where Rex finds the pull requests; without these it would go to github.com, with the App's credentials.</summary>
    private void FillServer(ManifestDocument source, string[] push)
    {
        var address = _settings.Connection.GitHub.BaseAddress;
        if (address == new GitHubConnection().BaseAddress)
        {
            return;
        }

        // It insists on both, so that nothing goes to github.com by mistake.
        var api = address.AbsoluteUri.TrimEnd('/');
        source.Set($"{api}/", [.. push, "githubBaseURL"]);
        source.Set(EnterpriseApi().Replace(api, "/api/uploads") + "/", [.. push, "githubUploadURL"]);
    }

    private static ManifestDocument Owner(IGrouping<string, RepositoryName> repositories)
    {
        var owner = ManifestDocument.ReadAll("{}")[0];
        owner.Set(repositories.Key, "owner");
        owner.Set(repositories.Select(one => one.Name), "names");
        return owner;
    }

    private void FillSensor(ManifestDocument sensor)
    {
        var filters = sensor.Objects("spec", "dependencies").SelectMany(one => one.Objects("filters", "data")).ToList();
        filters.Single(one => one.Text("path") == "body.sender.login").Set(_filters.Senders, "value");
        filters.Single(one => one.Text("path") == "body.ref").Set([_filters.Reference], "value");
    }

    private void Note()
    {
        AddIf(_settings.Options.Pushes.Repositories.Contains("owner/name"), "The repository is still the example's: --repository.");
        AddIf(HasPods && _flags.Image is null, "The image has no registry yet: --image.");
        AddIf(_flags.Url is null, "The hook's address is still the example's: --url.");
        AddIf(AppId is null, "The App's id is still the example's: --app-id.");
        AddIf(_flags.InstallationId is null, "The installation's id is still the example's: --installation-id.");
        AddIf(
            !_filters.IsExact,
            "The pattern of branches is more than the filters can say: they let every branch pass, and rex decides about each."
        );
    }

    private void AddIf(bool condition, string note)
    {
        if (condition)
        {
            _notes.Add(note);
        }
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.Scheme is "https" or "http"
        && address is { Query: "", Fragment: "", UserInfo: "" }
        && url.All(c => c is > ' ' and < '\x7f');

    private static CommandException Wrong(string message) => new(ExitCode.BadInput, message);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:/@-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Image();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ObjectName();

    [GeneratedRegex(@"/api/v3\z", RegexOptions.CultureInvariant)]
    private static partial Regex EnterpriseApi();
}
