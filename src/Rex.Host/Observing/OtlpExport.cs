using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Rex.Host.Observing;

/// <summary>
/// Sends metrics and traces by OTLP where OpenTelemetry's standard variables say where to. Where they do not, nothing listens and nothing is sent.
/// </summary>
/// <remarks>See https://opentelemetry.io/docs/specs/otel/protocol/exporter/.</remarks>
internal static class OtlpExport
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string Disabled = "OTEL_SDK_DISABLED";

    /// <summary>Adds what the variables ask for.</summary>
    public static void AddOtlpExport(this IServiceCollection services, IConfiguration configuration)
    {
        var (hasMetrics, hasTraces) = (Has(configuration, MetricsEndpoint), Has(configuration, TracesEndpoint));
        if ((!hasMetrics && !hasTraces) || string.Equals(configuration[Disabled], "true", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var telemetry = services.AddOpenTelemetry();
        // What the variables say about the resource comes last, and thereby before Rex's own name.
        telemetry.ConfigureResource(resource =>
            resource.Clear().AddService("rex", serviceVersion: Version).AddTelemetrySdk().AddEnvironmentVariableDetector()
        );
        if (hasMetrics)
        {
            telemetry.WithMetrics(metrics =>
                metrics.AddMeter(RexInstruments.Name).AddOtlpExporter(options => SetEndpoint(options, configuration[MetricsEndpoint]))
            );
        }

        if (hasTraces)
        {
            telemetry.WithTracing(traces =>
                traces.AddSource(RexInstruments.Name).AddOtlpExporter(options => SetEndpoint(options, configuration[TracesEndpoint]))
            );
        }
    }

    private static string? Version => typeof(OtlpExport).Assembly.GetName().Version?.ToString(3);

    /// <summary>An exporter of one signal reads the endpoint of all signals by itself, and not that of its own.</summary>
    private static void SetEndpoint(OtlpExporterOptions options, string? ofSignal)
    {
        // What is no address is left out, as the exporter leaves out that of all signals.
        if (Uri.TryCreate(ofSignal, UriKind.Absolute, out var endpoint))
        {
            options.Endpoint = endpoint;
        }
    }

    private static bool Has(IConfiguration configuration, string ofSignal) =>
        !string.IsNullOrEmpty(configuration[Endpoint]) || !string.IsNullOrEmpty(configuration[ofSignal]);
}
