using Rex.Core.Pushes;

namespace Rex.Core.Tests.Pushes;

public class PushParserFormTests
{
    private static readonly string Encoded = Uri.EscapeDataString(PushBody.Text);

    [Fact]
    public void Parse_Form_ReadsTheFieldPayload() => PushBody.ParseForm($"payload={Encoded}").Event.ShouldBe(PushBody.Event);

    [Fact]
    public void Parse_FormWithPlusForSpaceAndLowerCaseEscapes_IsDecoded()
    {
        var encoded = Encoded.Replace("%20", "+", StringComparison.Ordinal).Replace("%2F", "%2f", StringComparison.Ordinal);

        PushBody.ParseForm($"payload={encoded}").Event.ShouldBe(PushBody.Event);
    }

    [Theory]
    [InlineData("a=1&payload={0}&b")]
    [InlineData("&payload={0}&")]
    [InlineData("p%61yload={0}")]
    [InlineData("payload2=%zz&payload={0}")]
    [InlineData("=%zz&payload={0}")]
    public void Parse_FormWithOtherFields_TakesThePayloadAlone(string form) =>
        PushBody.ParseForm(form.Replace("{0}", Encoded, StringComparison.Ordinal)).Event.ShouldBe(PushBody.Event);

    [Theory]
    [InlineData("", "The form has no field `payload`.")]
    [InlineData("Payload={}", "The form has no field `payload`.")]
    [InlineData("body={}", "The form has no field `payload`.")]
    [InlineData("payload", "The body is empty.")]
    [InlineData("payload=", "The body is empty.")]
    [InlineData("payload={}&payload={}", "The form has the field `payload` more than once.")]
    [InlineData("payload={}&pay%6Coad={}", "The form has the field `payload` more than once.")]
    [InlineData("payload=%", "The form's field `payload` has a broken percent escape.")]
    [InlineData("payload=a%", "The form's field `payload` has a broken percent escape.")]
    [InlineData("payload=%7", "The form's field `payload` has a broken percent escape.")]
    [InlineData("payload=%zz", "The form's field `payload` has a broken percent escape.")]
    [InlineData("payload=%7z", "The form's field `payload` has a broken percent escape.")]
    [InlineData("pay%load={}", "The form has a name with a broken percent escape.")]
    [InlineData("payload=%FF", "The body is not UTF-8.")]
    [InlineData("payload=%5B%5D", "The body is not a JSON object.")]
    public void Parse_BrokenForm_SaysWhatIsWrong(string form, string problem)
    {
        var result = PushBody.ParseForm(form);

        result.IsRead.ShouldBeFalse();
        result.Problem.ShouldBe(problem);
    }

    [Fact]
    public void Parse_JsonSentAsForm_IsMalformed() =>
        PushBody.ParseForm(PushBody.Text).Problem.ShouldBe("The form has no field `payload`.");

    [Fact]
    public void Parse_FormSentAsJson_IsMalformed() => PushBody.Parse($"payload={Encoded}").IsRead.ShouldBeFalse();
}
