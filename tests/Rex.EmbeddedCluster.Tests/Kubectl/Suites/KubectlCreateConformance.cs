using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Kubectl.Suites;

/// <summary>The kinds that <c>kubectl create</c> makes up itself. It sends them as protobuf.</summary>
public abstract class KubectlCreateConformance(IConformanceCluster cluster, KubectlHome home) : KubectlTest(cluster, home)
{
    [Fact]
    public async Task Create_Namespace_IsMade()
    {
        var name = Namespace + "-more";
        (await RunAsync("create", "namespace", name)).ShouldBe($"namespace/{name} created\n");
        ((string)(await Api.GetAsync($"/api/v1/namespaces/{name}"))["status.phase"]!).ShouldBe("Active");
    }

    [Fact]
    public async Task Create_ConfigMapAndSecret_HoldTheirData()
    {
        await RunAsync("create", "configmap", "c", "--from-literal=a=1");
        await RunAsync("create", "secret", "generic", "s", "--from-literal=token=abc");
        ((string)(await Api.GetAsync(Core + "/configmaps/c"))["data.a"]!).ShouldBe("1");
        ((string)(await Api.GetAsync(Core + "/secrets/s"))["data.token"]!).ShouldBe("YWJj");
    }

    [Fact]
    public async Task Create_RolesAndBindings_HoldTheirRules()
    {
        await RunAsync("create", "serviceaccount", "s");
        await RunAsync("create", "role", "r", "--verb=get,list", "--resource=pods,widgets.conformance.example.com");
        await RunAsync("create", "rolebinding", "b", "--role=r", $"--serviceaccount={Namespace}:s");
        var rbac = $"/apis/rbac.authorization.k8s.io/v1/namespaces/{Namespace}";
        var role = await Api.GetAsync(rbac + "/roles/r");
        role["rules.0.verbs"]!.ToJsonString().ShouldBe("""["get","list"]""");
        role["rules.1.apiGroups"]!.ToJsonString().ShouldBe("""["conformance.example.com"]""");
        var binding = await Api.GetAsync(rbac + "/rolebindings/b");
        ((string)binding["roleRef.name"]!).ShouldBe("r");
        ((string)binding["subjects.0.namespace"]!).ShouldBe(Namespace);
    }

    [Fact]
    public async Task Create_ClusterRolesAndBindings_HoldTheirRules()
    {
        var name = Namespace;
        await RunAsync("create", "clusterrole", name, "--verb=get", "--non-resource-url=/healthz");
        await RunAsync("create", "clusterrolebinding", name, "--clusterrole=" + name, "--user=somebody");
        const string rbac = "/apis/rbac.authorization.k8s.io/v1";
        ((string)(await Api.GetAsync($"{rbac}/clusterroles/{name}"))["rules.0.nonResourceURLs.0"]!).ShouldBe("/healthz");
        ((string)(await Api.GetAsync($"{rbac}/clusterrolebindings/{name}"))["subjects.0.kind"]!).ShouldBe("User");
    }

    [Fact]
    public async Task Create_Job_GetsItsDefaults()
    {
        (await RunAsync("create", "job", "j", "--image=busybox", "--", "true")).ShouldBe("job.batch/j created\n");
        var job = await Api.GetAsync($"/apis/batch/v1/namespaces/{Namespace}/jobs/j");
        ((string)job["spec.template.spec.containers.0.command.0"]!).ShouldBe("true");
        ((int)job["spec.backoffLimit"]!).ShouldBe(6);
        job["spec.template.metadata.generateName"].ShouldBeNull("what protobuf writes as an empty text is left out");
    }

    [Fact]
    public async Task Create_Service_KeepsPortsOfBothForms()
    {
        await RunAsync("create", "service", "clusterip", "s", "--tcp=80:8080", "--tcp=81:http");
        var service = await Api.GetAsync(Core + "/services/s");
        ((int)service["spec.ports.0.targetPort"]!).ShouldBe(8080);
        ((string)service["spec.ports.1.targetPort"]!).ShouldBe("http");
    }

    [Fact]
    public async Task Create_Again_AlreadyExists()
    {
        await FeedAsync(Widget, "create", "-f", "-");
        (await FailAsync(Widget, "create", "-f", "-")).ShouldContain("widgets.conformance.example.com \"one\" already exists");
    }

    [Fact]
    public async Task Run_Pod_IsMade()
    {
        (await RunAsync("run", "p", "--image=busybox", "--env=A=b", "--restart=Never")).ShouldBe("pod/p created\n");
        ((string)(await Api.GetAsync(Core + "/pods/p"))["spec.containers.0.env.0.value"]!).ShouldBe("b");
    }
}
