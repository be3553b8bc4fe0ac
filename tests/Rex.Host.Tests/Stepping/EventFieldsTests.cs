using System.Text;
using System.Text.Json.Nodes;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Host.Commands;
using Rex.Host.Stepping;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Stepping;

/// <summary>Values that come one by one are a push, and the very push of the body that they were taken from.</summary>
public sealed class EventFieldsTests
{
    private static readonly PushDecider Decider = new(new PushPolicy(new PushOptions { Repositories = ["acme/shop"] }));

    [Fact]
    public void Values_OfABody_MakeTheSamePush()
    {
        var ofBody = Decider.Decide("push", Encoding.UTF8.GetBytes(Deliveries.Push()), PushContentType.Json);

        var push = Decide(Values()).Push;

        push.ShouldNotBeNull();
        push.Id.ShouldBe(ofBody.Push!.Id);
    }

    [Theory]
    [InlineData("feature/task-3-$(REX_GITHUB_TOKEN)")]
    [InlineData("feature/task-3-`reboot`")]
    [InlineData("feature/task-3-\"';--sender=mallory")]
    [InlineData("feature/task-3-{{=1+1}}-{{workflow.name}}")]
    public void Ref_InBase64_ArrivesAsItIs(string branch)
    {
        var values = Values();
        values[EventField.Ref] = null;
        values[EventField.RefBase64] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"refs/heads/{branch}"));

        Decide(values).Push!.Branch.ToString().ShouldBe(branch);
    }

    [Theory]
    [InlineData("task-3\nrefs/heads/task-4", ReasonCode.NotABranch)]
    [InlineData("task-3 ", ReasonCode.NotABranch)]
    [InlineData("task-99999999999", ReasonCode.NotATaskBranch)]
    [InlineData("task-0x3", ReasonCode.NotATaskBranch)]
    public void Ref_ThatIsNoTaskBranch_IsIgnored(string branch, ReasonCode reason)
    {
        var values = Values();
        values[EventField.Ref] = $"refs/heads/{branch}";

        Decide(values).Reason.ShouldBe(reason);
    }

    [Fact]
    public void Ref_Of255Characters_IsReadWhole()
    {
        var branch = "task-3-" + new string('x', 237);
        var values = Values();
        values[EventField.Ref] = $"refs/heads/{branch}";

        (values[EventField.Ref]!.Length, Decide(values).Push?.Branch.ToString()).ShouldBe((255, branch));
    }

    [Theory]
    [InlineData("sender")]
    [InlineData("ref")]
    [InlineData("after")]
    [InlineData("repository-id")]
    public void Value_Absent_IsMalformed(string name)
    {
        var values = Values();
        values[EventField.All.Single(field => field.Name == name)] = null;

        Decide(values).Reason.ShouldBe(ReasonCode.Malformed);
    }

    [Fact]
    public void EventType_Absent_IsNoPush()
    {
        var values = Values();
        values[EventField.Type] = null;

        Decide(values).Reason.ShouldBe(ReasonCode.NotAPush);
    }

    [Theory]
    [InlineData("repository-id", "1.296269123e+09")]
    [InlineData("repository-id", "99999999999999999999")]
    [InlineData("pushed-at", "now")]
    [InlineData("deleted", "no")]
    [InlineData("ref-base64", "not base64!")]
    [InlineData("ref-base64", "/w==")]
    public void Value_OfAnotherType_IsBadInputThatNamesIt(string name, string value)
    {
        var values = Values();
        if (name == "ref-base64")
        {
            values[EventField.Ref] = null;
        }

        values[EventField.All.Single(field => field.Name == name)] = value;

        var error = Should.Throw<CommandException>(() => Decide(values));
        error.Code.ShouldBe(2);
        error.Message.ShouldStartWith($"--{name} ");
    }

    [Fact]
    public void Ref_InBothSpellings_IsBadInput()
    {
        var values = Values();
        values[EventField.RefBase64] = "eA==";

        Should.Throw<CommandException>(() => Decide(values)).Code.ShouldBe(2);
    }

    private static PushDecision Decide(Dictionary<EventField, string?> values)
    {
        var delivery = new EventFields(field => values.GetValueOrDefault(field)).ToDelivery();
        return Decider.Decide(delivery.EventType, delivery.Body.Span, delivery.ContentType);
    }

    private static Dictionary<EventField, string?> Values()
    {
        var body = JsonNode.Parse(Deliveries.Push())!;
        return new Dictionary<EventField, string?>
        {
            [EventField.Type] = "push",
            [EventField.Delivery] = Deliveries.Guid,
            [EventField.Ref] = (string?)body["ref"],
            [EventField.Before] = (string?)body["before"],
            [EventField.After] = (string?)body["after"],
            [EventField.Deleted] = "false",
            [EventField.Repository] = (string?)body["repository"]!["full_name"],
            [EventField.RepositoryId] = body["repository"]!["id"]!.ToString(),
            [EventField.PushedAt] = body["repository"]!["pushed_at"]!.ToString(),
            [EventField.Sender] = (string?)body["sender"]!["login"],
        };
    }
}
