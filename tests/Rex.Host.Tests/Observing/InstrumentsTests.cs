using System.Diagnostics.Metrics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Rex.Host.Tests.Testing;
using Rex.Simulator.Tests;
using YamlDotNet.RepresentationModel;

namespace Rex.Host.Tests.Observing;

/// <summary>The docs and the alert rules speak of what Rex really emits.</summary>
public sealed partial class InstrumentsTests : IAsyncLifetime
{
    private TestHost _host = null!;
    private Measurements _measured = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.StartAsync();
        _measured = new Measurements(_host.Services.GetRequiredService<IMeterFactory>());
    }

    public ValueTask DisposeAsync()
    {
        _measured.Dispose();
        return _host.DisposeAsync();
    }

    [Fact]
    public void Document_OfMetrics_SaysWhatTheInstrumentsSay()
    {
        var table = new StringBuilder("\n| metric | in Prometheus | kind | unit | meaning |\n|---|---|---|---|---|\n");
        foreach (var instrument in _measured.Instruments.OrderBy(instrument => instrument.Name, StringComparer.Ordinal))
        {
            var (kind, name) = (Kind(instrument), PrometheusNames.Of(instrument));
            table.Append(
                null,
                $"| `{instrument.Name}` | `{name}` | {kind} | {instrument.Unit?.Trim('{', '}')} | {instrument.Description} |\n"
            );
        }

        GeneratedDocument.ShouldHave("observability.md", "instruments", table.ToString());
    }

    [Fact]
    public void Rules_EachMetricTheyName_IsOneThatRexEmits()
    {
        var emitted = _measured.Instruments.SelectMany(PrometheusNames.SeriesOf).ToHashSet();
        string[] tags = ["rex_reason", "rex_result", "rex_outcome", "rex_step"];

        var named = Rules().SelectMany(rule => Name().Matches(Text(rule, "expr")).Select(match => match.Value)).Except(tags).ToList();

        named.Except(emitted).ShouldBeEmpty("named in deploy/observability/rules.yaml and not emitted");
        named.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Rules_EachAlert_SaysHowBadItIsAndWhatToDo()
    {
        foreach (var rule in Rules())
        {
            var name = Text(rule, "alert");
            Text((YamlMappingNode)rule["labels"], "severity").ShouldBeOneOf(["critical", "warning"], name);
            Text((YamlMappingNode)rule["annotations"], "summary").ShouldNotBeEmpty(name);
            Text((YamlMappingNode)rule["annotations"], "runbook").Length.ShouldBeGreaterThan(80, name);
        }
    }

    private static IEnumerable<YamlMappingNode> Rules()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(Checkout.Root!.FullName, "deploy", "observability", "rules.yaml"))));
        return from @group in (YamlSequenceNode)stream.Documents.Single().RootNode["spec"]["groups"]
            from rule in (YamlSequenceNode)@group["rules"]
            select (YamlMappingNode)rule;
    }

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    private static string Kind(Instrument instrument) =>
        instrument switch
        {
            Counter<long> or ObservableCounter<long> => "counter",
            Histogram<double> => "histogram",
            _ => "gauge",
        };

    [GeneratedRegex(@"\brex_[a-z_]+")]
    private static partial Regex Name();
}
