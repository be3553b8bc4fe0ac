using k8s;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rex.Adapters.GitHub;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Workflows;

namespace Rex.Adapters.Tests.Settings;

public sealed class AddRexTests
{
    [Fact]
    public void AddRex_CompleteSettings_GivesEveryPortAndTheRunner()
    {
        using var services = Build(("Rex:Connection:Kubernetes:ApiServer", "http://127.0.0.1:1"));

        services.GetRequiredService<IAgentRuns>().ShouldNotBeNull();
        services.GetRequiredService<IMainWorkflows>().ShouldNotBeNull();
        services.GetRequiredService<IRemediationStore>().ShouldNotBeNull();
        services.GetRequiredService<IPullRequests>().ShouldNotBeNull();
        services.GetRequiredService<RemediationRunner>().ShouldNotBeNull();
        services.GetRequiredService<TimeProvider>().ShouldBe(TimeProvider.System);
    }

    [Fact]
    public void AddRex_WhatIsRegisteredBefore_Stays()
    {
        var time = new ImpatientTime();
        var token = new OtherToken();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddSingleton<IGitHubToken>(token);

        using var provider = services.AddRex(TestSettings.Build(("Rex:Connection:GitHub:Token", null))).BuildServiceProvider();

        provider.GetRequiredService<TimeProvider>().ShouldBeSameAs(time);
        provider.GetRequiredService<IGitHubToken>().ShouldBeSameAs(token);
        provider.GetRequiredService<IOptions<RexConnectionOptions>>().Value.GitHub.Token.ShouldBeNull();
    }

    [Fact]
    public void AddRex_NothingSetButWhatMust_KeepsAllDefaults()
    {
        using var services = Build();

        var options = services.GetRequiredService<IOptions<RexOptions>>().Value;

        options.ShouldHaveTheSameFieldsAs(new RexOptions { Pushes = new PushOptions { Repositories = ["5dlabs/cto"] } });
    }

    [Fact]
    public void AddRex_Settings_AreRead()
    {
        using var services = Build(
            ("Rex:Names:WorkflowNamespace", "argo"),
            ("Rex:Restart:Settle", "00:00:02.500"),
            ("Rex:Restart:Strategy", "GateOnly"),
            ("Rex:Deadlines:CancelAgents", "00:02:00"),
            ("Rex:Connection:GitHub:BaseAddress", "https://github.example/api/v3"),
            ("Rex:Connection:Kubernetes:RequestTimeout", "00:00:03")
        );

        var options = services.GetRequiredService<IOptions<RexOptions>>().Value;
        var connection = services.GetRequiredService<IOptions<RexConnectionOptions>>().Value;

        options.Names.WorkflowNamespace.ShouldBe("argo");
        options.Restart.Settle.ShouldBe(TimeSpan.FromMilliseconds(2500));
        options.Restart.Strategy.ShouldBe(RestartStrategy.GateOnly);
        options.Deadlines.CancelAgents.ShouldBe(TimeSpan.FromMinutes(2));
        connection.GitHub.BaseAddress.ShouldBe(new Uri("https://github.example/api/v3"));
        connection.Kubernetes.RequestTimeout.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("gate-only", RestartStrategy.GateOnly)]
    [InlineData("GateOnly", RestartStrategy.GateOnly)]
    [InlineData("auto", RestartStrategy.Auto)]
    public void AddRex_Strategy_IsSpelledAsInTheTextsOrAsInTheCode(string written, RestartStrategy strategy)
    {
        using var services = Build(("Rex:Restart:Strategy", written));

        services.GetRequiredService<IOptions<RexOptions>>().Value.Restart.Strategy.ShouldBe(strategy);
    }

    [Fact]
    public void AddRex_GroupThatTheApplicationReadsItself_IsLeftToIt()
    {
        var settings = TestSettings.Build(("Rex:Own:Setting", "1"));
        using var services = new ServiceCollection().AddRex(settings, "Own").BuildServiceProvider();

        services.GetRequiredService<IOptions<RexOptions>>().Value.Pushes.Repositories.ShouldBe(["5dlabs/cto"]);
    }

    [Fact]
    public void AddRex_AgesAndWaits_HaveBoundsOfTheirOwn()
    {
        using var services = Build(("Rex:Deadlines:GiveUpAfter", "30.00:00:00"), ("Rex:Restart:GateGrace", "2.00:00:00"));

        services.GetRequiredService<IOptions<RexOptions>>().Value.Deadlines.GiveUpAfter.ShouldBe(TimeSpan.FromDays(30));
    }

    [Fact]
    public void AddRex_ListWithADefault_IsReplacedAndNotAddedTo()
    {
        using var services = Build(("Rex:Names:DownstreamAgents:0", "Other-Agent"), ("Rex:Pushes:AllowedSenders:0", "other[bot]"));

        var options = services.GetRequiredService<IOptions<RexOptions>>().Value;

        options.Names.DownstreamAgents.ShouldBe(["Other-Agent"]);
        options.Pushes.AllowedSenders.ShouldBe(["other[bot]"]);
    }

    [Fact]
    public void AddRex_EmptyList_IsEmpty()
    {
        using var json = new MemoryStream("""{"Rex":{"Names":{"StageSteps":[]},"Pushes":{"Repositories":["a/b"]}}}"""u8.ToArray());
        var configuration = new ConfigurationBuilder().AddJsonStream(json).Build();

        using var services = new ServiceCollection().AddRex(configuration).BuildServiceProvider();

        services.GetRequiredService<IOptions<RexOptions>>().Value.Names.StageSteps.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Rex:Pushes:Repositories:0", null, "Rex:Pushes:Repositories")]
    [InlineData("Rex:Pushes:Repositories:0", "no-owner", "Rex:Pushes:Repositories:0")]
    [InlineData("Rex:Pushes:BranchPattern", "task-(?<id>[0-9]+", "Rex:Pushes:BranchPattern")]
    [InlineData("Rex:Names:WorkflowNamespace", "Not A Namespace", "Rex:Names:WorkflowNamespace")]
    [InlineData("Rex:Names:AgentLabel", "not a key", "Rex:Names:AgentLabel")]
    [InlineData("Rex:Names:DownstreamAgents:0", "5DLabs-Cleo,5DLabs-Rex", "Rex:Names:DownstreamAgents:0")]
    [InlineData("Rex:Names:ResetStage", "", "Rex:Names:ResetStage")]
    [InlineData("Rex:Names:QualityNode", " ", "Rex:Names:QualityNode")]
    [InlineData("Rex:Names:QaLabel", "..", "Rex:Names:QaLabel")]
    [InlineData("Rex:Names:StageSteps:0", "", "Rex:Names:StageSteps:0")]
    [InlineData("Rex:Restart:Settle", "-00:00:01", "Rex:Restart:Settle")]
    [InlineData("Rex:Restart:Settle", "soon", "Rex:Restart:Settle")]
    [InlineData("Rex:Restart:Strategy", "7", "Rex:Restart:Strategy: '7' is none of auto, gate-only.")]
    [InlineData("Rex:Restart:Strategy", "always", "Rex:Restart:Strategy: 'always' is none of auto, gate-only.")]
    [InlineData("Rex:DryRunn", "true", "Rex:DryRunn: there is no such setting")]
    [InlineData("Rex:DryRun", "yes", "Rex:DryRun: 'yes' is neither true nor false")]
    [InlineData("Rex:Deadlin:Remediation", "0:05:00", "Rex:Deadlin: there is no such setting")]
    [InlineData("Rex:Own:Setting", "1", "Rex:Own: there is no such setting")]
    [InlineData("Rex:Pushes", "acme/shop", "Rex:Pushes: must be a group of settings")]
    [InlineData("Rex:Pushes:Repositories", "acme/shop", "Rex:Pushes:Repositories: must be a list")]
    [InlineData("Rex:Names:QaLabel:0", "ready", "Rex:Names:QaLabel: must be one value")]
    [InlineData("Rex:Deadlines:Remediation", "300", "Rex:Deadlines:Remediation: '300' is no time: write five minutes as 0:05:00")]
    [InlineData("Rex:Deadlines:ScanEvery", "60.00:00:00", "Rex:Deadlines:ScanEvery: 60.00:00:00 is longer than 1.00:00:00")]
    [InlineData("Rex:Deadlines:KeepFor", "366.00:00:00", "Rex:Deadlines:KeepFor: 366.00:00:00 is longer than 365.00:00:00")]
    [InlineData("Rex:Restart:Settle", "2.00:00:00", "Rex:Restart:Settle: 2.00:00:00 is longer than 1.00:00:00")]
    [InlineData("Rex:Restart:Settel", "00:00:01", "Rex:Restart:Settel: there is no such setting")]
    [InlineData("Rex:Deadlines:CancelAgents", "00:00:00", "Rex:Deadlines:CancelAgents")]
    public void AddRex_WrongSetting_IsNamedByItsPath(string key, string? value, string path)
    {
        using var services = Build((key, value));

        var failure = Should.Throw<Exception>(() => services.GetRequiredService<IOptions<RexOptions>>().Value);

        failure.Message.ShouldContain(path);
    }

    [Theory]
    [InlineData("Rex:Connection:GitHub:Token", null, "Rex:Connection:GitHub:Token")]
    [InlineData("Rex:Connection:GitHub:Token", "two\nlines", "Rex:Connection:GitHub:Token")]
    [InlineData("Rex:Connection:GitHub:TokenFile", "/absent/token", "Rex:Connection:GitHub:TokenFile")]
    [InlineData("Rex:Connection:GitHub:AppId", "7", "Rex:Connection:GitHub:AppId: set either")]
    [InlineData("Rex:Connection:GitHub:AppId", "7", "Rex:Connection:GitHub:AppPrivateKeyFile: AppId and")]
    [InlineData("Rex:Connection:GitHub:AppPrivateKeyFile", "/absent/key", "Rex:Connection:GitHub:AppId: AppId and")]
    [InlineData("Rex:Connection:GitHub:AppPrivateKeyFile", "/absent/key", "Rex:Connection:GitHub:AppPrivateKeyFile: there is no file")]
    [InlineData("Rex:Connection:GitHub:BaseAddress", "http://github.example", "Rex:Connection:GitHub:BaseAddress")]
    [InlineData("Rex:Connection:GitHub:BaseAddress", "api.github.com", "Rex:Connection:GitHub:BaseAddress")]
    [InlineData("Rex:Connection:GitHub:RequestTimeout", "00:00:00", "Rex:Connection:GitHub:RequestTimeout")]
    [InlineData("Rex:Connection:GitHub:Tokn", "x", "Rex:Connection:GitHub:Tokn: there is no such setting")]
    [InlineData("Rex:Connection:Kubernetes:ApiServer", "http://kubernetes.example", "Rex:Connection:Kubernetes:ApiServer")]
    [InlineData("Rex:Connection:Kubernetes:Kubeconfig", "/absent/kubeconfig", "Rex:Connection:Kubernetes:Kubeconfig")]
    [InlineData("Rex:Connection:Kubernetes:Token", "x", "Rex:Connection:Kubernetes:Token")]
    [InlineData("Rex:Connection:Kubernetes:WatchDuration", "00:00:00.5", "Rex:Connection:Kubernetes:WatchDuration")]
    public void AddRex_WrongConnection_IsNamedByItsPath(string key, string? value, string path)
    {
        using var services = Build((key, value));

        var failure = Should.Throw<Exception>(() => services.GetRequiredService<IOptions<RexConnectionOptions>>().Value);

        failure.Message.ShouldContain(path);
    }

    [Fact]
    public void AddRex_SeveralWrongSettings_AreAllNamed()
    {
        using var services = Build(
            ("Rex:Names:QualityNode", ""),
            ("Rex:Names:GateNode", ""),
            ("Rex:Restart:Settle", "soon"),
            ("Rex:Deadlines:ScanEvery", "often"),
            ("Rex:Restart:Strategy", "always")
        );

        var failure = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<RexOptions>>().Value);

        failure.Failures.Count().ShouldBe(5);
    }

    [Fact]
    public void AddRex_WrongSettings_FailTheStart()
    {
        using var services = Build(("Rex:Pushes:Repositories:0", null), ("Rex:Connection:GitHub:Token", null));

        var failure = Should.Throw<Exception>(() => services.GetRequiredService<IStartupValidator>().Validate());

        failure
            .ToString()
            .ShouldSatisfyAllConditions(
                text => text.ShouldContain("Rex:Pushes:Repositories"),
                text => text.ShouldContain("Rex:Connection:GitHub:Token")
            );
    }

    [Fact]
    public async Task AddRex_TokenFile_IsReadForEveryRequest()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var services = Build(("Rex:Connection:GitHub:Token", null), ("Rex:Connection:GitHub:TokenFile", file));
            var token = services.GetRequiredService<IGitHubToken>();
            var repository = RepositoryName.Parse("5dlabs/cto");

            await File.WriteAllTextAsync(file, "first\n", TestContext.Current.CancellationToken);
            (await token.GetAsync(repository, TestContext.Current.CancellationToken)).ShouldBe("first");
            await File.WriteAllTextAsync(file, "second", TestContext.Current.CancellationToken);
            (await token.GetAsync(repository, TestContext.Current.CancellationToken)).ShouldBe("second");
            File.Delete(file);

            var failure = await Should.ThrowAsync<PlatformException>(async () =>
                await token.GetAsync(repository, TestContext.Current.CancellationToken)
            );
            failure.Reason.ShouldBe(ReasonCode.AccessLost);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task AddRex_ApiServerAndToken_AreUsed()
    {
        using var services = Build(
            ("Rex:Connection:Kubernetes:ApiServer", "http://127.0.0.1:1/prefix"),
            ("Rex:Connection:Kubernetes:Token", "secret")
        );

        var client = services.GetRequiredService<IKubernetes>().ShouldBeOfType<k8s.Kubernetes>();

        client.BaseUri.ShouldBe(new Uri("http://127.0.0.1:1/prefix/"));
        using var request = new HttpRequestMessage();
        await client.Credentials.ProcessHttpRequestAsync(request, TestContext.Current.CancellationToken);
        request.Headers.Authorization!.ToString().ShouldBe("Bearer secret");
    }

    [Fact]
    public async Task AddRex_Kubeconfig_IsUsedWithItsContext()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Kubeconfig, TestContext.Current.CancellationToken);
            using var services = Build(("Rex:Connection:Kubernetes:Kubeconfig", file), ("Rex:Connection:Kubernetes:Context", "second"));

            var client = services.GetRequiredService<IKubernetes>().ShouldBeOfType<k8s.Kubernetes>();

            client.BaseUri.ShouldBe(new Uri("http://127.0.0.1:2/"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private const string Kubeconfig = """
        apiVersion: v1
        kind: Config
        current-context: first
        clusters:
        - name: first
          cluster: { server: 'http://127.0.0.1:1' }
        - name: second
          cluster: { server: 'http://127.0.0.1:2' }
        users:
        - name: rex
          user: { token: secret }
        contexts:
        - name: first
          context: { cluster: first, user: rex }
        - name: second
          context: { cluster: second, user: rex }
        """;

    private static ServiceProvider Build(params (string Key, string? Value)[] settings) =>
        new ServiceCollection().AddRex(TestSettings.Build(settings)).BuildServiceProvider();

    private sealed class OtherToken : IGitHubToken
    {
        public ValueTask<string> GetAsync(RepositoryName repository, CancellationToken cancellationToken) => ValueTask.FromResult("other");
    }
}
