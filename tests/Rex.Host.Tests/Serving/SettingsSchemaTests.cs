using NJsonSchema;
using Rex.Simulator.Tests;

namespace Rex.Host.Tests.Serving;

/// <summary>deploy/settings.schema.json knows every setting. With <c>REX_WRITE_DOCS=1</c> it is written instead of compared.</summary>
public sealed class SettingsSchemaTests
{
    private static string Shipped => Path.Combine(Checkout.Root!.FullName, "deploy", "settings.schema.json");

    [Fact]
    public void Schema_Shipped_SaysWhatTheTypesSay()
    {
        var schema = SettingsSchema.Text();
        if (Environment.GetEnvironmentVariable("REX_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Shipped, schema);
        }

        File.ReadAllText(Shipped).ShouldBe(schema, "deploy/settings.schema.json is out of date: run the tests once with REX_WRITE_DOCS=1");
    }

    [Fact]
    public async Task Settings_ThatAreShipped_AreValidAndNameTheSchema()
    {
        var schema = await JsonSchema.FromFileAsync(Shipped, TestContext.Current.CancellationToken);
        var files = Directory.GetFiles(Path.GetDirectoryName(Shipped)!, "settings.json", SearchOption.AllDirectories);

        files.Length.ShouldBeGreaterThan(1);
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            schema.Validate(text).ShouldBeEmpty(file);
            var named = System.Text.Json.Nodes.JsonNode.Parse(text)!["$schema"].ShouldNotBeNull(file);
            Path.GetFullPath((string)named!, Path.GetDirectoryName(file)!).ShouldBe(Shipped);
        }
    }

    [Theory]
    [InlineData("""{"Rex":{"Pushes":{"Repositories":["a/b"]},"Restart":{"Settle":"0:00:02.5","Strategy":"GateOnly"}}}""", true)]
    [InlineData("""{"Rex":{"Restart":{"Strategy":"gate-only"}}}""", true)]
    [InlineData("""{"Rex":{"Webhook":{"MaxConcurrent":8,"AllowUnsigned":false}},"Logging":{"LogLevel":{"Default":"Debug"}}}""", true)]
    [InlineData("""{"Rex":{"Deadlines":{"GiveUpAfter":"2.00:00:00"}}}""", true)]
    [InlineData("""{"Rex":{"Pushes":{"Repository":["a/b"]}}}""", false)]
    [InlineData("""{"Rex":{"Pushs":{}}}""", false)]
    [InlineData("""{"Rex":{"Pushes":{"Repositories":"a/b"}}}""", false)]
    [InlineData("""{"Rex":{"Restart":{"Settle":"30"}}}""", false)]
    [InlineData("""{"Rex":{"Restart":{"Strategy":"Always"}}}""", false)]
    [InlineData("""{"Rex":{"Webhook":{"MaxConcurrent":"many"}}}""", false)]
    public async Task Schema_OnSettings_TellsSlipsOfThePen(string settings, bool isValid)
    {
        var schema = await JsonSchema.FromFileAsync(Shipped, TestContext.Current.CancellationToken);

        (schema.Validate(settings).Count == 0).ShouldBe(isValid);
    }
}
