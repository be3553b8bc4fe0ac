using k8s;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rex.Adapters.Agents;
using Rex.Adapters.Events;
using Rex.Adapters.GitHub;
using Rex.Adapters.Kubernetes;
using Rex.Adapters.Remediations;
using Rex.Adapters.Remediations.Requests;
using Rex.Adapters.Settings;
using Rex.Adapters.Workflows;
using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.PullRequests;
using Rex.Core.Redeliveries;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Workflows;

namespace Rex.Adapters;

/// <summary>Adds Rex to an application.</summary>
public static class RexServiceCollectionExtensions
{
    /// <summary>The section of the configuration that holds Rex's settings.</summary>
    public const string SectionName = "Rex";

    /// <summary>The group in it that says where the systems are.</summary>
    internal const string ConnectionGroup = "Connection";

    /// <summary>
    /// The name of the <see cref="HttpClient"/> for GitHub: configure the client of this name after <c>AddRex</c> to put a handler of your
    /// own in place. A handler must not follow redirects by itself: it would take the token along.
    /// </summary>
    public const string GitHubHttpClientName = "Rex.GitHub";

    /// <summary>
    /// Adds the ports over Kubernetes and GitHub and the <see cref="RemediationRunner"/> over them, with all settings of the section
    /// <c>Rex</c>: <see cref="RexOptions"/> at its root, <see cref="RexConnectionOptions"/> in <c>Rex:Connection</c>. They are checked when the
    /// host starts, or when they are first used.
    /// </summary>
    /// <remarks>
    /// What is registered before stays: a <see cref="TimeProvider"/> (default: the system's), an <see cref="IGitHubToken"/>, an
    /// <see cref="IKubernetes"/> (it has to be a <see cref="k8s.Kubernetes"/>, whose connection and credentials Rex uses), a port, an
    /// <see cref="IRemediationObserver"/> (default: it logs), or a <see cref="RemediationRunnerFactory"/>.
    /// </remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The application's configuration.</param>
    /// <param name="groups">
    /// The groups of settings below <c>Rex</c> that the application reads itself. Every other name there that is no setting of Rex is an error.
    /// </param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddRex(this IServiceCollection services, IConfiguration configuration, params string[] groups)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings(configuration.GetSection(SectionName), groups);
        services.AddKubernetes();
        services.AddEvents();
        services.AddGitHub();
        services.AddRunner();
        return services;
    }

    private static void AddSettings(this IServiceCollection services, IConfigurationSection section, string[] groups)
    {
        var connection = section.GetSection(ConnectionGroup);
        var needsGitHubToken = services.All(service => service.ServiceType != typeof(IGitHubToken));
        services.AddOptions<RexOptions>().Configure(options => SettingsSection.Read(section, options)).ValidateOnStart();
        services.AddOptions<RexConnectionOptions>().Configure(options => SettingsSection.Read(connection, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RexOptions>>(new RexOptionsValidator(section, groups));
        services.AddSingleton<IValidateOptions<RexConnectionOptions>>(new RexConnectionOptionsValidator(connection, needsGitHubToken));
    }

    private static void AddKubernetes(this IServiceCollection services)
    {
        services.TryAddSingleton<IKubernetes>(provider => KubernetesFactory.Create(Connection(provider).Kubernetes));
        services.TryAddSingleton(provider => new ApiClient(
            provider.GetRequiredService<IKubernetes>() as k8s.Kubernetes
                ?? throw new InvalidOperationException(
                    "The registered IKubernetes has to be a k8s.Kubernetes: Rex uses its connection and credentials."
                ),
            Connection(provider).Kubernetes.RequestTimeout,
            provider.GetRequiredService<TimeProvider>()
        ));
        services.TryAddSingleton(provider => new WaitOptions { WatchDuration = Connection(provider).Kubernetes.WatchDuration });
        services.TryAddSingleton<ResourceWait>();
        services.TryAddSingleton<IAgentRuns>(provider =>
        {
            var names = Names(provider);
            var wait = provider.GetRequiredService<ResourceWait>();
            var dependents = new RunDependents(
                Client(provider, ResourceType.Jobs, names.AgentRunNamespace),
                Client(provider, ResourceType.Pods, names.AgentRunNamespace),
                names.TaskLabel,
                wait
            );
            return new AgentRuns(Client(provider, ResourceType.CodeRuns, names.AgentRunNamespace), dependents, wait);
        });
        services.TryAddSingleton<IMainWorkflows>(provider =>
        {
            var @namespace = Names(provider).WorkflowNamespace;
            var wait = provider.GetRequiredService<ResourceWait>();
            return new MainWorkflows(
                Client(provider, ResourceType.Workflows, @namespace),
                new WorkflowPods(Client(provider, ResourceType.Pods, @namespace), wait),
                Client(provider, ResourceType.TaskResults, @namespace),
                wait
            );
        });
        services.TryAddSingleton(provider => new LedgerWatch(
            Client(provider, ResourceType.Remediations, Names(provider).RemediationNamespace),
            provider.GetRequiredService<IRemediationObserver>(),
            provider.GetRequiredService<WaitOptions>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.TryAddSingleton(provider => new RemediationRequests(
            Client(provider, ResourceType.Remediations, Names(provider).RemediationNamespace)
        ));
        services.TryAddSingleton<IRemediationStore>(provider =>
            ActivatorUtilities.CreateInstance<RemediationStore>(
                provider,
                Client(provider, ResourceType.Remediations, Names(provider).RemediationNamespace),
                new LedgerEntries(provider.GetRequiredService<IOptions<RexOptions>>().Value.DryRun)
            )
        );
    }

    private static void AddEvents(this IServiceCollection services) =>
        services.TryAddSingleton(provider => new EventRecorder(
            Client(provider, ResourceType.Events, Names(provider).RemediationNamespace),
            Client(provider, ResourceType.Events, Names(provider).WorkflowNamespace),
            Names(provider),
            provider.GetRequiredService<ILogger<EventRecorder>>()
        ));

    private static void AddGitHub(this IServiceCollection services)
    {
        services
            .AddHttpClient(GitHubHttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    AutomaticDecompression = System.Net.DecompressionMethods.All,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                }
            )
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.TryAddSingleton(provider =>
            ActivatorUtilities.CreateInstance<GitHubTransport>(
                provider,
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(GitHubHttpClientName)
            )
        );
        services.TryAddSingleton<AppLogin>();
        services.TryAddSingleton<IGitHubToken>(provider =>
            Connection(provider).GitHub.AppId is null
                ? ActivatorUtilities.CreateInstance<SettingsGitHubToken>(provider)
                : ActivatorUtilities.CreateInstance<AppGitHubToken>(provider)
        );
        services.TryAddSingleton<GitHubClient>();
        services.TryAddSingleton<IPullRequests, GitHubPullRequests>();
        services.TryAddSingleton<IHookDeliveries, GitHubHookDeliveries>();
    }

    private static void AddRunner(this IServiceCollection services)
    {
        services.TryAddSingleton<IRemediationObserver, RemediationLog>();
        services.TryAddSingleton(provider => new RemediationRunnerFactory(
            provider.GetRequiredService<IMainWorkflows>(),
            provider.GetRequiredService<IAgentRuns>(),
            provider.GetRequiredService<IPullRequests>(),
            provider.GetRequiredService<IRemediationStore>(),
            provider.GetRequiredService<IRemediationObserver>(),
            provider.GetRequiredService<IOptions<RexOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared.NextDouble
        ));
        services.TryAddSingleton(provider => provider.GetRequiredService<RemediationRunnerFactory>().CreateRunner());
        services.TryAddSingleton(provider => provider.GetRequiredService<RemediationRunnerFactory>().CreateRetention());
        services.TryAddSingleton(provider => provider.GetRequiredService<RemediationRunnerFactory>().CreateHoldWatch());
    }

    private static RexConnectionOptions Connection(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<RexConnectionOptions>>().Value;

    private static PlatformNames Names(IServiceProvider provider) => provider.GetRequiredService<IOptions<RexOptions>>().Value.Names;

    private static ResourceClient Client(IServiceProvider provider, ResourceType type, string @namespace) =>
        new(provider.GetRequiredService<ApiClient>(), type, @namespace);
}
