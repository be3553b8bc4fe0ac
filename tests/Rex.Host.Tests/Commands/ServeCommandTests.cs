using Rex.Host.Commands;
using Rex.Host.Serving;

namespace Rex.Host.Tests.Commands;

public sealed class ServeCommandTests
{
    [Fact]
    public async Task RunAsync_NothingConfigured_TellsEverythingThatIsMissing()
    {
        using var errors = new StringWriter();

        var code = await ServeCommand.RunAsync(new ServeSettings(), errors, TestContext.Current.CancellationToken);

        code.ShouldBe(2);
        errors.ToString().ShouldContain("Rex:Webhook:SecretFiles");
        errors.ToString().ShouldContain("Rex:Pushes:Repositories");
        errors.ToString().ShouldContain("Rex:Connection:GitHub:Token");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{")]
    public async Task RunAsync_SettingsFileThatCannotBeRead_IsNamed(string? content)
    {
        var file = Path.GetTempFileName();
        if (content is null)
        {
            File.Delete(file);
        }
        else
        {
            await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        }

        using var errors = new StringWriter();

        var code = await ServeCommand.RunAsync(new ServeSettings { SettingsFile = file }, errors, TestContext.Current.CancellationToken);

        code.ShouldBe(2);
        errors.ToString().ShouldContain(file);
        File.Delete(file);
    }

    [Fact]
    public async Task Parse_UnknownOption_IsRefused() =>
        (
            await RexCommandLine
                .Create()
                .Parse(["serve", "--nonsense"])
                .InvokeAsync(cancellationToken: TestContext.Current.CancellationToken)
        ).ShouldNotBe(0);
}
