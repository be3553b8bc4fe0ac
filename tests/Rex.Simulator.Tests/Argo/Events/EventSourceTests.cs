using System.Text;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Events;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Modes.Steps;

namespace Rex.Simulator.Tests.Argo.Events;

/// <summary>The shipped EventSource and Sensor, taken at their word: what they let pass, and what they make of it.</summary>
public sealed class EventSourceTests
{
    private static readonly Sensor Sensor = new(ArgoManifests.Sensor());

    private readonly JsonObject body = JsonNode
        .Parse(
            """
            {
              "ref": "refs/heads/task-3", "before": "a", "after": "b", "deleted": false,
              "repository": { "id": 1296269123, "full_name": "acme/shop", "pushed_at": 1772442600 },
              "sender": { "login": "5DLabs-Rex[bot]", "type": "Bot" }
            }
            """
        )!
        .AsObject();

    [Fact]
    public void Receive_TaskPush_BecomesAWorkflowWithItsValues()
    {
        var taken = Receive(Signed());

        taken.Status.ShouldBe(200);
        Sensor.WhyNot(taken.Event!).ShouldBeNull();
        Values(taken)
            .ShouldBe([
                "push",
                "00000001-0000-0000-0000-000000000000",
                "cmVmcy9oZWFkcy90YXNrLTM=",
                "a",
                "b",
                "false",
                "acme/shop",
                "1296269123",
                "1772442600",
                "5DLabs-Rex[bot]",
                "Bot",
            ]);
    }

    [Theory]
    [InlineData("refs/heads/task-3-$(reboot)")]
    [InlineData("refs/heads/task-3-`id`")]
    [InlineData("refs/heads/task-3-\"'")]
    [InlineData("refs/heads/task-3-{{workflow.name}}")]
    public void Receive_BranchThatOthersWouldExpand_TravelsAsItIs(string reference)
    {
        body["ref"] = reference;

        var values = Values(Receive(Signed()));

        Encoding.UTF8.GetString(Convert.FromBase64String(values[2])).ShouldBe(reference);
        values.ShouldNotContain(value => value.Contains("task-3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sender", "filter condition not met")]
    [InlineData("ref", "filter condition not met")]
    public void Receive_FieldIsMissing_IsDroppedAndAnswered200(string field, string why)
    {
        body.Remove(field);

        Receive(Signed()).ShouldBe(new SourceAnswer(200, why, null));
    }

    [Fact]
    public void Receive_SenderIsNoObject_IsAnErrorThatDropsIt()
    {
        body["sender"] = "5DLabs-Rex[bot]";

        Receive(Signed()).Reason.ShouldContain("cannot fetch login from String");
    }

    [Theory]
    [InlineData("refs/heads/task-3-a\nb")]
    [InlineData("refs/heads/task-3\n")]
    [InlineData("refs/heads/my-task-3")]
    [InlineData("refs/heads/task-03")]
    public void Receive_NoBranchOfATask_IsDropped(string reference)
    {
        body["ref"] = reference;

        Receive(Signed()).Event.ShouldBeNull();
    }

    [Fact]
    public void Receive_OtherEventWithThatBody_IsDropped() => Receive(Signed("issues")).Reason.ShouldBe("filter condition not met");

    [Fact]
    public void Receive_WrongSignature_IsAnswered400()
    {
        var signed = Signed();
        signed.Body[^1] = (byte)' ';

        Receive(signed).ShouldBe(new SourceAnswer(400, "payload signature check failed", null));
    }

    [Fact]
    public void Receive_SecretUnderAnotherName_ChecksNoSignature()
    {
        var manifest = ArgoManifests.EventSource();
        var source = manifest["spec"]!["github"]!["rex-push"]!.AsObject();
        source["secret"] = source["webhookSecret"]!.DeepClone();
        source.Remove("webhookSecret");
        var unsigned = Signed();
        var headers = new Dictionary<string, string>(unsigned.Headers) { ["X-Hub-Signature-256"] = "sha256=00" };

        Receive(unsigned with { Headers = headers }, manifest).Event.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"ref\":")]
    public void Receive_NoObject_IsAnswered400(string text) => Receive(Signed(text: text)).Status.ShouldBe(400);

    [Fact]
    public void Sensor_BranchDeleted_DoesNotPass()
    {
        body["deleted"] = true;

        Sensor.WhyNot(Receive(Signed()).Event!).ShouldBe("body.deleted is not as wanted");
    }

    [Fact]
    public void Sensor_MissingKey_IsAnErrorOfTheTrigger()
    {
        body.Remove("after");

        Should.Throw<TriggerException>(() => Values(Receive(Signed()))).Message.ShouldContain("body.after");
    }

    [Fact]
    public void Sensor_WhatIsNotUnderstood_IsRefused()
    {
        var manifest = ArgoManifests.Sensor();
        manifest["spec"]!["triggers"]![0]!["template"]!["k8s"]!["parameters"]![2]!["src"]!["dataTemplate"] = "{{ .Input.body.ref }}";

        Should.Throw<FormatException>(() => new Sensor(manifest)).Message.ShouldContain("{{ .Input.body.ref }}");
    }

    [Theory]
    [InlineData("""{"id": 4294967296123}""", "4294967296123")]
    [InlineData("""{"id": 1, "id": 2}""", "2")]
    [InlineData("""{"id": 9007199254740993}""", "9007199254740992")]
    [InlineData("""{"id": 1234567890123456789}""", "1234567890123456800")]
    [InlineData("""{"id": -123456789012345678901}""", "-123456789012345680000")]
    [InlineData("""{"id": 100000000000000000000}""", "100000000000000000000")]
    [InlineData("""{"id": 1.0}""", "1")]
    [InlineData("""{"id": "\ud800x"}""", "\ufffdx")]
    [InlineData("""{"id": "\ud83d\ude00"}""", "\U0001F600")]
    public void GoJson_Values_ComeOutAsGoWritesThem(string text, string expected) =>
        EventPath.Text(GoJson.ReadObject(Encoding.UTF8.GetBytes(text))["id"]).ShouldBe(expected);

    private static SourceAnswer Receive(Delivery delivery, JsonObject? manifest = null) =>
        new GitHubEventSource(manifest ?? ArgoManifests.EventSource(), Sensor.Event, (_, _) => DeliveryHeaders.Secret).Receive(delivery);

    private static List<string> Values(SourceAnswer taken) =>
        [
            .. Sensor.ResourceFor(taken.Event!)["spec"]!["arguments"]!["parameters"]!
                .AsArray()
                .Select(parameter => (string)parameter!["value"]!),
        ];

    private Delivery Signed(string name = "push", string? text = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text ?? body.ToJsonString());
        var id = new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
        return new Delivery("push", DeliveryHeaders.For(name, id, bytes), bytes);
    }
}
