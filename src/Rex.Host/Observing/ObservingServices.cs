using Microsoft.Extensions.DependencyInjection.Extensions;
using Rex.Adapters;
using Rex.Adapters.Events;
using Rex.Adapters.Remediations;
using Rex.Core.Remediations;

namespace Rex.Host.Observing;

/// <summary>Adds what makes visible what the service does.</summary>
internal static class ObservingServices
{
    /// <summary>Adds it. It has to come before Rex itself, whose observer it replaces.</summary>
    /// <param name="services">The services.</param>
    /// <param name="tellsEvents">Whether Kubernetes Events are written.</param>
    public static IServiceCollection AddObserving(this IServiceCollection services, bool tellsEvents)
    {
        services.AddMetrics();
        services.AddSingleton<RexInstruments>();
        services.AddSingleton<ServiceGauges>();
        services.AddSingleton<GitHubQuota>();
        services.AddTransient<GitHubQuotaHandler>();
        services.AddHttpClient(RexServiceCollectionExtensions.GitHubHttpClientName).AddHttpMessageHandler<GitHubQuotaHandler>();
        services.AddSingleton<RemediationLog>();
        services.AddSingleton<RemediationTelemetry>();
        services.TryAddSingleton<IRemediationObserver>(provider =>
        {
            IRemediationObserver[] always =
            [
                provider.GetRequiredService<RemediationLog>(),
                provider.GetRequiredService<RemediationTelemetry>(),
            ];
            return new ObserverGroup(tellsEvents ? [.. always, provider.GetRequiredService<EventRecorder>()] : always);
        });
        // It is stopped after whatever is registered later, and writes what that has told last.
        services.AddHostedService<EventService>();
        return services;
    }
}
