using System.Diagnostics.Metrics;

namespace Rex.Host.Tests.Observing;

/// <summary>The names that instruments have in Prometheus when they come by OTLP.</summary>
/// <remarks>See https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/: units in braces are left out.</remarks>
internal static class PrometheusNames
{
    /// <summary>The name without what is particular to a kind of series.</summary>
    public static string Of(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_');
        var unit = instrument.Unit switch
        {
            null => "",
            "s" => "_seconds",
            ['{', ..] => "",
            _ => throw new InvalidOperationException($"The unit {instrument.Unit} is not known here."),
        };
        return name + unit + (instrument is Counter<long> or ObservableCounter<long> ? "_total" : "");
    }

    /// <summary>All series.</summary>
    public static IEnumerable<string> SeriesOf(Instrument instrument) =>
        instrument is Histogram<double> ? new[] { "_bucket", "_sum", "_count" }.Select(part => Of(instrument) + part) : [Of(instrument)];
}
