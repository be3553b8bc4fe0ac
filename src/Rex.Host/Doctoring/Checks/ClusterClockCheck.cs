using Rex.Adapters.Kubernetes;

namespace Rex.Host.Doctoring.Checks;

/// <summary>The API server answers, and its clock is near Rex's.</summary>
internal sealed class ClusterClockCheck(ApiClient api, TimeSpan allowed, TimeProvider time)
    : ClockCheck("cluster", "the API server's", allowed, time)
{
    /// <inheritdoc/>
    public override bool Ends(CheckLine line) => line is { State: CheckState.Fail, Reason: not null };

    /// <inheritdoc/>
    protected override string Where => $"whether the API server is at {api.BaseAddress} and can be reached (Rex:Connection:Kubernetes)";

    /// <inheritdoc/>
    protected override async Task<DateTimeOffset?> DateAsync(CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Get, "version", "get", "version", "", null);
        var answer = await api.SendAsync(request, cancellationToken);
        return answer.IsSuccess ? answer.ServerTime : throw answer.ToFailure(request);
    }
}
