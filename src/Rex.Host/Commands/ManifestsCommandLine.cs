using System.CommandLine;
using Rex.Host.Deploying;

namespace Rex.Host.Commands;

/// <summary>The command line of <c>rex manifests</c>.</summary>
/// <param name="settings">The option that names the file of settings.</param>
internal sealed class ManifestsCommandLine(Option<string?> settings)
{
    private readonly Option<string> _mode = new("--mode")
    {
        Description =
            "How Rex is deployed behind Argo Events: each step in a pod of a Workflow, or by a Remediation that a 'rex serve' in the same namespace takes up.",
        DefaultValueFactory = _ => "argo",
    };

    private readonly Option<string?> _namespace = new("--namespace")
    {
        Description = "The namespace of the platform, which everything is in. [default: the settings']",
    };

    private readonly Option<string?> _image = new("--image") { Description = "Rex's image, with registry and tag." };

    private readonly Option<string[]> _repositories = new("--repository")
    {
        Description = "A repository to watch, as owner/name; can be given several times. [default: the settings']",
    };

    private readonly Option<string[]> _senders = new("--sender")
    {
        Description = "A login whose pushes count, an app as name[bot]; can be given several times. [default: the settings']",
    };

    private readonly Option<string?> _branches = new("--branch-pattern")
    {
        Description = "A regular expression for the branches of tasks, with the group (?<id>…). [default: the settings']",
    };

    private readonly Option<string?> _url = new("--url")
    {
        Description = "The address at which GitHub reaches the EventSource, without /push.",
    };

    private readonly Option<long?> _app = new("--app-id") { Description = "The id of the GitHub App that may manage the hook." };

    private readonly Option<long?> _installation = new("--installation-id") { Description = "The id of that App's installation." };

    private readonly Option<string[]> _labels = new("--label")
    {
        Description = "A label, as key=value, of each object and of what the Sensor creates; can be given several times.",
    };

    private readonly Option<string?> _instance = new("--instance-id")
    {
        Description = "The instance id of the workflow controller, where it has one: it runs no Workflow without it. Of --mode argo.",
    };

    private readonly Option<string?> _bus = new("--event-bus") { Description = "The name of the EventBus. [default: default]" };

    /// <summary>Makes the command.</summary>
    public Command Create()
    {
        _mode.AcceptOnlyFromAmong([.. ManifestsCommand.Modes]);
        var command = new DetailedCommand(
            "manifests",
            "Prints the manifests of deploy/argo or deploy/argo-remediation, with your own options in them.",
            """
            They are for kubectl. Needs no cluster, and makes none of the secrets. docs/argo.md has the way around it.

            Exit codes: 0 printed; 2 an option or a setting cannot be used.

            Examples:
              rex manifests --mode argo --settings settings.json --image registry.example.com/rex:0.1.0 --url https://rex-events.example.com --app-id 4711 --installation-id 815 > rex.yaml
              rex manifests --repository acme/shop --repository acme/web --namespace cto
            """
        )
        {
            _mode,
            settings,
            _namespace,
            _image,
            _repositories,
            _senders,
            _branches,
            _url,
            _app,
            _installation,
            _labels,
            _instance,
            _bus,
        };
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command;
    }

    private Task<int> RunAsync(ParseResult parsed)
    {
        var flags = new DeploymentFlags
        {
            SettingsFile = parsed.GetValue(settings),
            Namespace = parsed.GetValue(_namespace),
            Image = parsed.GetValue(_image),
            Repositories = parsed.GetValue(_repositories) ?? [],
            Senders = parsed.GetValue(_senders) ?? [],
            BranchPattern = parsed.GetValue(_branches),
            Url = parsed.GetValue(_url),
            AppId = parsed.GetValue(_app),
            InstallationId = parsed.GetValue(_installation),
            Labels = parsed.GetValue(_labels) ?? [],
            InstanceId = parsed.GetValue(_instance),
            EventBus = parsed.GetValue(_bus),
        };
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return CommandGuard.RunAsync(errors, () => Task.FromResult(ManifestsCommand.Run(parsed.GetValue(_mode)!, flags, output, errors)));
    }
}
