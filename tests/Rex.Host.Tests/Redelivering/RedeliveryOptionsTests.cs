using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rex.Host.Redelivering;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Redelivering;

public sealed class RedeliveryOptionsTests
{
    [Theory]
    [InlineData("Rex:Redelivery:Hooks:0", "orgs/acme", "'orgs/acme' is no hook")]
    [InlineData("Rex:Redelivery:Hooks:0", "app", "Rex does not log in as one")]
    [InlineData("Rex:Redelivery:Every", "0:00:00", "shorter than a second")]
    [InlineData("Rex:Redelivery:MaxAge", "3.00:00:01", "the 3 days for which GitHub keeps deliveries")]
    [InlineData("Rex:Redelivery:MaxAge", "0:00:00", "the 3 days for which GitHub keeps deliveries")]
    [InlineData("Rex:Redelivery:Evry", "0:00:10", "Evry")]
    public async Task Start_WrongSetting_IsToldWithItsPath(string path, string value, string problem)
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(() =>
            TestHost.StartAsync(new Dictionary<string, string?> { [path] = value })
        );

        var failure = error.Failures.ShouldHaveSingleItem();
        failure.ShouldStartWith(path);
        failure.ShouldContain(problem);
    }

    [Fact]
    public async Task Start_HookOfARepository_IsFine()
    {
        await using var host = await TestHost.StartAsync(
            new Dictionary<string, string?> { ["Rex:Redelivery:Hooks:0"] = "repos/acme/shop/hooks/7" }
        );

        (await host.Client.GetAsync("/healthz", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Start_NeitherAppNorHook_SaysThatMissedPushesAreNotLookedFor()
    {
        await using var host = await TestHost.StartAsync();

        await host.Services.GetRequiredService<Redeliveries>().RunAsync(TestContext.Current.CancellationToken);

        host.Log.Lines.ShouldContain(line => line.Contains("Rex:Redelivery:Hooks", StringComparison.Ordinal));
    }
}
