using System.Text;
using System.Text.Json.Nodes;
using Rex.Simulator.Fuzzing;

namespace Rex.Simulator.Tests.Fuzzing;

public sealed class ReferenceReaderTests
{
    [Fact]
    public void Read_RecordedDeliveries_AcceptsThePushesToTaskBranchesAlone() =>
        Fuzzed
            .Corpus.Accepted.Select(original => original.Name)
            .ShouldBe(
                ["push-to-task-branch", "push-to-task-branch-later", "created-branch", "forced-with-twenty-commits"],
                ignoreOrder: true
            );

    [Fact]
    public void Read_Push_SaysWhatItHolds() =>
        Read(Encoding.UTF8.GetString(Fuzzed.Push))
            .ShouldBe(
                new AcceptedPush(
                    "acme/shop",
                    1296269123,
                    "refs/heads/feature/task-3-checkout",
                    Field("before"),
                    Field("after"),
                    "5DLabs-Rex[bot]",
                    3,
                    1772442121
                )
            );

    [Theory]
    [InlineData("ref", "refs/heads/task-3", true)]
    [InlineData("ref", "refs/heads/task-999999999-x", true)]
    [InlineData("ref", "refs/heads/task-1000000000", false)]
    [InlineData("ref", "refs/heads/task-03", false)]
    [InlineData("ref", "refs/heads/task-3-", false)]
    [InlineData("ref", "refs/heads/task-3-a..b", false)]
    [InlineData("ref", "refs/heads/task-3-a.lock", false)]
    [InlineData("ref", "refs/heads/task-3-a b", false)]
    [InlineData("ref", "refs/heads/xtask-3", false)]
    [InlineData("ref", "refs/tags/task-3", false)]
    [InlineData("after", "0000000000000000000000000000000000000000", false)]
    [InlineData("after", "ABCDEF0123456789abcdef0123456789abcdef01", false)]
    [InlineData("repository.full_name", "ACME/Shop", true)]
    [InlineData("repository.full_name", "acme/shop2", false)]
    [InlineData("repository.pushed_at", "2026-03-02T10:02:01+01:00", true)]
    [InlineData("repository.pushed_at", "2026-03-02T09:02:01.5", true)]
    [InlineData("repository.pushed_at", "2026-03-02 09:02:01", false)]
    [InlineData("repository.pushed_at", "2026-02-30T09:02:01Z", false)]
    [InlineData("repository.pushed_at", "2026-03-02T09:02:01+15:00", false)]
    [InlineData("sender.login", "5dlabs-rex[BOT]", true)]
    [InlineData("sender.login", "octocat", false)]
    [InlineData("sender.type", "User", false)]
    public void Read_OtherText_IsAPushToActOnOrNot(string path, string value, bool isPush)
    {
        var body = JsonNode.Parse(Fuzzed.Push)!;
        var parts = path.Split('.');
        parts.SkipLast(1).Aggregate(body, (node, part) => node[part]!)[parts[^1]] = value;

        (Read(body.ToJsonString()) is not null).ShouldBe(isPush);
    }

    [Theory]
    [InlineData("payload={0}", true)]
    [InlineData("a=%zz&p%61yload={0}", true)]
    [InlineData("payload={0}&payload=", false)]
    [InlineData("payload={0}&%zz=1", false)]
    [InlineData("payload={0}%", false)]
    [InlineData("Payload={0}", false)]
    [InlineData("payload", false)]
    public void Read_Form_TakesTheOnlyPayload(string form, bool isPush)
    {
        var body = form.Replace("{0}", Uri.EscapeDataString(Encoding.UTF8.GetString(Fuzzed.Push)), StringComparison.Ordinal);

        (Fuzzed.Reference.Read("push", Encoding.ASCII.GetBytes(body), isForm: true) is not null).ShouldBe(isPush);
    }

    private static AcceptedPush? Read(string body) => Fuzzed.Reference.Read("push", Encoding.UTF8.GetBytes(body), isForm: false);

    private static string Field(string name) => JsonNode.Parse(Fuzzed.Push)![name]!.GetValue<string>();
}
