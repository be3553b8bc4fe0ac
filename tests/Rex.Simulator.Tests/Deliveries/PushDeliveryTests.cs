using System.Text;
using System.Text.Json.Nodes;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Tests.Schemas;

namespace Rex.Simulator.Tests.Deliveries;

public sealed class PushDeliveryTests
{
    private static readonly PushFacts Facts = new()
    {
        RepositoryId = 1296269123,
        Owner = "acme",
        Repository = "shop",
        Ref = "refs/heads/feature/task-3-checkout",
        Before = new string('a', 40),
        After = new string('b', 40),
        PushedAt = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
        DeliveryId = Guid.Parse("72d3162e-cc78-11e3-81ab-4c9367dc0958"),
        Commits = 3,
    };

    [Fact]
    public void Sign_VectorOfGitHubsDocumentation_GivesItsSignature() =>
        DeliveryHeaders
            .Sign("It's a Secret to Everybody", Encoding.UTF8.GetBytes("Hello, World!"))
            .ShouldBe("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");

    [Fact]
    public void Make_SameSeed_GivesTheSameBytes()
    {
        PushDelivery.Make("a", Facts, 5).Body.ShouldBe(PushDelivery.Make("a", Facts, 5).Body);
        PushDelivery.Make("a", Facts, 6).Body.ShouldNotBe(PushDelivery.Make("a", Facts, 5).Body);
    }

    [Fact]
    public void Make_AnyPush_IsSignedOverItsRawBody()
    {
        var delivery = PushDelivery.Make("a", Facts, 5);

        delivery.Headers["X-Hub-Signature-256"].ShouldBe(DeliveryHeaders.Sign(DeliveryHeaders.Secret, delivery.Body));
    }

    [Fact]
    public void Make_Deletion_HasNoHeadCommit()
    {
        var body = JsonNode.Parse(PushDelivery.Make("a", Facts with { After = PushFacts.NoCommit }, 5).Body)!;

        body["deleted"]!.GetValue<bool>().ShouldBeTrue();
        body["head_commit"].ShouldBeNull();
        body["commits"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("refs/heads/feature/task-3-checkout", 3)]
    [InlineData("refs/tags/v1", 1)]
    [InlineData("refs/heads/main", 0)]
    public void Make_AnyPush_IsWhatThePublishedSchemaAllows(string reference, int commits)
    {
        var schema = PublishedSchema.Load(PublishedSchema.Read("github-push.schema.json"));
        var facts = Facts with { Ref = reference, Commits = commits, After = commits == 0 ? PushFacts.NoCommit : Facts.After };

        // GitHub has added fields since the schema was published.
        schema
            .Problems(Encoding.UTF8.GetString(PushDelivery.Make("a", facts, 5).Body))
            .Where(problem => !problem.StartsWith("NoAdditionalPropertiesAllowed", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Read_FileAsWritten_GivesTheSameDelivery()
    {
        var folder = Directory.CreateTempSubdirectory("rex-deliveries-");
        try
        {
            var path = Path.Combine(folder.FullName, "push.json");
            var delivery = PushDelivery.Make("push", Facts, 5);
            DeliveryFile.Write(path, delivery);

            var read = DeliveryFile.Read(path);

            read.Name.ShouldBe("push");
            read.Body.ShouldBe(delivery.Body);
            read.Headers.ShouldBe(delivery.Headers, ignoreOrder: true);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
