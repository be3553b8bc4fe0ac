using Microsoft.Extensions.Options;
using Rex.Adapters;
using Rex.Adapters.GitHub;
using Rex.Adapters.Kubernetes;
using Rex.Core.Options;
using Rex.Core.Pushes;
using Rex.Host.Doctoring.Checks;

namespace Rex.Host.Doctoring;

/// <summary>The checks there are, in their order: what others build on comes first.</summary>
internal static class CheckList
{
    /// <summary>Makes them over an installation's ports.</summary>
    /// <param name="services">The ports and settings.</param>
    /// <param name="argoNamespace">Where the workflow controller runs.</param>
    public static IReadOnlyList<IReadOnlyList<Check>> Create(IServiceProvider services, string argoNamespace)
    {
        var options = services.GetRequiredService<IOptions<RexOptions>>().Value;
        var time = services.GetRequiredService<TimeProvider>();
        var api = services.GetRequiredService<ApiClient>();
        var github = services.GetRequiredService<GitHubClient>();
        var address = services.GetRequiredService<IOptions<RexConnectionOptions>>().Value.GitHub.BaseAddress;
        var repositories = new PushPolicy(options.Pushes).Repositories;
        return
        [
            [new DryRunCheck(options.DryRun)],
            [
                new ClusterClockCheck(api, options.Restart.ClockSkew, time),
                new PermissionCheck(api, options.Names),
                new DefinitionCheck(api),
                new LedgerFieldsCheck(api),
                new ArgoVersionCheck(api, argoNamespace),
                new ArtifactGarbageCheck(api, options.Names),
                new ResumeCheck(api, options.Names.WorkflowNamespace),
                new CleanUpCheck(api, options.Names.WorkflowNamespace),
            ],
            [
                .. repositories
                    .OrderBy(repository => repository.FullName, StringComparer.OrdinalIgnoreCase)
                    .SelectMany<RepositoryName, Check>(repository =>
                        [
                            new RepositoryCheck(github, repository, address),
                            new GitHubPermissionCheck(github, services.GetRequiredService<IGitHubToken>(), repository),
                            new QaLabelCheck(github, repository, options.Names.QaLabel),
                        ]
                    ),
                new GitHubClockCheck(github, repositories.First(), options.Restart.ClockSkew, time),
            ],
        ];
    }
}
