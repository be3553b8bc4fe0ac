using System.Net.Http.Headers;
using Rex.Embedded.Tests.Conformance.Suites;

namespace Rex.Embedded.Tests.Conformance.Real;

public sealed class RealAccessTests(RealConformanceCluster cluster) : AccessConformance(cluster)
{
    protected override HttpClient HttpAs(string @namespace, string account)
    {
        // No controller makes tokens of service accounts here; whoever may do everything may also act for somebody.
        var user = ClusterUser.ServiceAccount(@namespace, account);
        var http = cluster.NewClient();
        http.DefaultRequestHeaders.Add("Impersonate-User", user.Name);
        http.DefaultRequestHeaders.Add("Impersonate-Group", user.Groups);
        return http;
    }

    protected override HttpClient HttpAsNobody()
    {
        var http = cluster.NewClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "nobody");
        return http;
    }
}
