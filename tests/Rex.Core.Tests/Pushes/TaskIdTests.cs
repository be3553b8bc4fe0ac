using CsCheck;
using Rex.Core.Pushes;

namespace Rex.Core.Tests.Pushes;

public class TaskIdTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("42", 42)]
    [InlineData("999999999", 999_999_999)]
    public void TryParse_DigitsInRange_GivesTheNumber(string text, int number)
    {
        TaskId.TryParse(text, out var task).ShouldBeTrue();

        task.Value.ShouldBe(number);
        task.ShouldBe(new TaskId(number));
        TaskId.Parse(text).ShouldBe(task);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("01")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,000")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("0x1")]
    [InlineData("1000000000")]
    [InlineData("99999999999999999999999")]
    [InlineData("٣")]
    [InlineData("3;reboot")]
    [InlineData("{{3}}")]
    public void TryParse_AnythingElse_IsNoTask(string? text)
    {
        TaskId.TryParse(text, out var task).ShouldBeFalse();

        task.ShouldBe(default);
        Should.Throw<FormatException>(() => TaskId.Parse(text!)).Message.ShouldBe($"'{text}' is no task number (1 to 999999999).");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_000_000)]
    [InlineData(int.MinValue)]
    public void Constructor_NumberOutOfRange_Throws(int number) => Should.Throw<ArgumentOutOfRangeException>(() => new TaskId(number));

    [Fact]
    public void Default_IsNoTask_AndCannotBeMadeATextThatSelectsSomething()
    {
        TaskId none = default;

        Should.Throw<InvalidOperationException>(() => none.Value).Message.ShouldContain("no task");
        Should.Throw<InvalidOperationException>(() => none.ToString());
    }

    [Fact]
    public void ToString_AnyTask_ReadsBackTheSame() =>
        Gen.Int[1, TaskId.MaxValue].Sample(number => TaskId.Parse(new TaskId(number).ToString()) == new TaskId(number));
}
