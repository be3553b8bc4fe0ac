using System.Net.Http.Headers;

namespace Rex.Embedded.Tests.Conformance.Embedded;

/// <summary>An embedded cluster that heeds Roles: a token names its service account, and the suites themselves may do everything.</summary>
public sealed class EmbeddedRoleCluster : EmbeddedConformanceCluster
{
    private const string Suites = "suites";

    public EmbeddedRoleCluster() => Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Suites);

    protected override EmbeddedClusterOptions Options =>
        new()
        {
            Users = token =>
                token == Suites ? ClusterUser.Admin
                : token.Split(':') is [var @namespace, var account] ? ClusterUser.ServiceAccount(@namespace, account)
                : null,
        };

    /// <summary>Gets a client with a token.</summary>
    public HttpClient HttpWith(string token)
    {
        var http = new HttpClient { BaseAddress = Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
