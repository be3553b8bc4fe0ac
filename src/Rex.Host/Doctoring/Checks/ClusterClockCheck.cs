using Rex.Adapters.Kubernetes;

namespace Rex.Host.Doctoring.Checks;

/// <summary>The API server answers, and its clock is near Rex's.</summary>
internal sealed class ClusterClockCheck(ApiClient api, TimeSpan allowed, TimeProvider time)
    : ClockCheck("cluster", "the API server's", allowed, time)
{
    /// <inheritdoc/>
    protected override async Task<DateTimeOffset?> DateAsync(CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Get, "version", "get", "version", "", null);
        var answer = await api.SendAsync(request, cancellationToken);
        return answer.IsSuccess ? answer.ServerTime : throw answer.ToFailure(request);
    }
}
