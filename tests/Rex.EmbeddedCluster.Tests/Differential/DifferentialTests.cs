using System.Globalization;
using CsCheck;
using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Differential;

/// <summary>The same random calls to the embedded cluster and to a real API server: each answer has to be the same.</summary>
public sealed class DifferentialTests(EmbeddedQuietCluster embedded, RealQuietCluster real, ITestOutputHelper output)
    : IClassFixture<EmbeddedQuietCluster>,
        IClassFixture<RealQuietCluster>
{
    private const string Variable = "REX_DIFFERENTIAL_CALLS";
    private const int CallsOfASequence = 25;
    private int _calls;

    [Fact]
    public async Task RandomCalls_ToBothClusters_AreAnsweredAlike()
    {
        var wanted = int.Parse(Environment.GetEnvironmentVariable(Variable) ?? "400", CultureInfo.InvariantCulture);
        await real.EnsureStartedAsync();
        foreach (var cluster in (IConformanceCluster[])[embedded, real])
        {
            var api = new ApiClient(cluster.Http, TestContext.Current.CancellationToken);
            await CustomResources.DefineAsync(api, ConformanceResources.Widgets);
            await CustomResources.DefineAsync(api, ConformanceResources.Gadgets);
        }

        await CallGenerator.Sequences.SampleAsync(
            CompareAsync,
            iter: Math.Max(1, wanted / CallsOfASequence),
            threads: 1,
            print: sequence => sequence.ToString()
        );
        output.WriteLine($"{_calls} calls were answered alike");
    }

    private async Task CompareAsync(CallSequence sequence)
    {
        var ns = "diff-" + Guid.NewGuid().ToString("N")[..12];
        var sides = new List<ClusterSide>();
        foreach (var cluster in (IConformanceCluster[])[embedded, real])
        {
            var api = new ApiClient(cluster.Http, TestContext.Current.CancellationToken);
            (await api.PostAsync("/api/v1/namespaces", $$$"""{"metadata":{"name":"{{{ns}}}"}}""")).ShouldBe(201);
            sides.Add(new ClusterSide(api, ns));
        }

        for (var step = 0; step < sequence.Calls.Count; step++)
        {
            var call = sequence.Calls[step];
            var answers = await Task.WhenAll(sides.Select(side => side.SendAsync(call, step)));
            var differences = AnswerDifference.Between(answers[0], answers[1]).ToList();
            differences.ShouldBeEmpty(
                $"""
                call {step}: {call}
                embedded: {sides[0].Last}
                real:     {sides[1].Last}
                after:
                {string.Join("\n", sequence.Calls.Take(step))}
                """
            );
            _calls++;
        }
    }
}
