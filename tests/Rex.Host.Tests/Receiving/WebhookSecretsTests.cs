using System.Net;
using Microsoft.Extensions.Options;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Receiving;

/// <summary>Which secrets are live, and when Rex refuses to start.</summary>
public sealed class WebhookSecretsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_SeveralSecrets_AllAreLive()
    {
        var folder = Directory.CreateTempSubdirectory("rex-host-tests-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "second"), "second", Cancellation);
        await using var host = await TestHost.StartAsync(
            new Dictionary<string, string?> { ["Rex:Webhook:SecretFiles:1"] = Path.Combine(folder.FullName, "second") }
        );

        (await SendAsync(host, TestHost.Secret)).ShouldBe(HttpStatusCode.Accepted);
        (await SendAsync(host, "second")).ShouldBe(HttpStatusCode.Accepted);
        (await SendAsync(host, "third")).ShouldBe(HttpStatusCode.Unauthorized);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Post_AfterARotation_TheNewSecretIsLiveAndTheOldOneNot()
    {
        await using var host = await TestHost.StartAsync();
        (await SendAsync(host, TestHost.Secret)).ShouldBe(HttpStatusCode.Accepted);

        await File.WriteAllTextAsync(host.SecretFile, "rotated", Cancellation);
        (await SendAsync(host, "rotated")).ShouldBe(HttpStatusCode.Unauthorized, "files are looked at every five seconds");
        host.Time.Advance(TimeSpan.FromSeconds(5));

        (await SendAsync(host, "rotated")).ShouldBe(HttpStatusCode.Accepted);
        (await SendAsync(host, TestHost.Secret)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\n")]
    public async Task Post_SecretFileIsSpoilt_TheOldSecretStays(string? content)
    {
        await using var host = await TestHost.StartAsync();
        await SendAsync(host, TestHost.Secret);
        File.Delete(host.SecretFile);
        if (content is not null)
        {
            await File.WriteAllTextAsync(host.SecretFile, content, Cancellation);
        }

        host.Time.Advance(TimeSpan.FromSeconds(5));

        (await SendAsync(host, TestHost.Secret)).ShouldBe(HttpStatusCode.Accepted);
        host.Log.Lines.ShouldContain(line => line.StartsWith("3011 The webhook secrets stay as they were"));
    }

    [Fact]
    public async Task Start_WithoutASecret_IsRefused()
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(() => TestHost.StartAsync(hasSecret: false));

        error.Failures.ShouldHaveSingleItem().ShouldStartWith("Rex:Webhook:SecretFiles: no webhook secret is configured");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\r\n", "is empty")]
    public async Task Start_EmptySecret_IsRefused(string content, string problem)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, content, Cancellation);

        var error = await Should.ThrowAsync<OptionsValidationException>(() =>
            TestHost.StartAsync(new Dictionary<string, string?> { ["Rex:Webhook:SecretFiles:0"] = file })
        );

        error.Failures.ShouldHaveSingleItem().ShouldContain(problem);
        File.Delete(file);
    }

    [Fact]
    public async Task Start_FileThatIsNoSecret_IsRefused()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new string('x', 5000), Cancellation);

        var error = await Should.ThrowAsync<OptionsValidationException>(() =>
            TestHost.StartAsync(new Dictionary<string, string?> { ["Rex:Webhook:SecretFiles:0"] = file })
        );

        error.Failures.ShouldHaveSingleItem().ShouldContain("more than 4096 bytes");
        File.Delete(file);
    }

    [Fact]
    public async Task Post_UnsignedIsAllowed_NeedsNoSignature()
    {
        await using var host = await TestHost.StartAsync(allowUnsigned: true);
        using var request = Deliveries.Request(Deliveries.Push());
        request.Headers.Remove("X-Hub-Signature-256");

        using var response = await host.Client.SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("Rex:Webhook:AllowUnsigned", "true", "there are secrets to check signatures with")]
    [InlineData("Rex:Webhook:MaxBodyBytes", "26214401", "is not between 1 and 26214400")]
    [InlineData("Rex:Webhook:MaxBodyBytes", "0", "is not between 1 and")]
    [InlineData("Rex:Webhook:MaxConcurrent", "0", "would let nothing in")]
    [InlineData("Rex:Webhook:DrainFor", "-0:00:01", "is no time to wait")]
    [InlineData("Rex:Webhook:DrainFor", "0:00:21", "is longer than 00:00:20")]
    [InlineData("Rex:Webhook:Path", "webhooks", "is no path")]
    [InlineData("Rex:Webhook:Path", "/{x}", "is no path")]
    [InlineData("Rex:Webhook:Secret", "x", "there is no such setting")]
    [InlineData("Rex:Leadership:Lease", "Not A Name", "is no name")]
    [InlineData("Rex:Leadership:RetryPeriod", "0:00:00", "is too short")]
    [InlineData("Rex:Leadership:RenewDeadline", "0:00:02", "has to be longer than RetryPeriod")]
    [InlineData("Rex:Leadership:Duration", "0:00:10", "has to be longer than RenewDeadline")]
    public async Task Start_SettingThatCannotBe_IsRefusedByItsName(string setting, string value, string problem)
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(() =>
            TestHost.StartAsync(new Dictionary<string, string?> { [setting] = value })
        );

        error.Failures.ShouldContain(failure => failure.StartsWith(setting) && failure.Contains(problem));
    }

    private static async Task<HttpStatusCode> SendAsync(TestHost host, string secret)
    {
        using var response = await host.Client.SendAsync(Deliveries.Request(Deliveries.Push(), secret: secret), Cancellation);
        return response.StatusCode;
    }
}
