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
    [InlineData(null, "is not there")]
    [InlineData("{\n\"Rex\": }", "is no JSON: line 2: ")]
    [InlineData("", "is no JSON: line 1: ")]
    public async Task RunAsync_SettingsFileThatCannotBeRead_IsNamed(string? content, string problem)
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
        errors.ToString().ShouldContain($"The file of settings '{file}' {problem}");
        File.Delete(file);
    }

    [Fact]
    public async Task RunAsync_SettingsThatAreAFolder_IsTold()
    {
        using var errors = new StringWriter();

        var code = await ServeCommand.RunAsync(
            new ServeSettings { SettingsFile = Path.GetTempPath() },
            errors,
            TestContext.Current.CancellationToken
        );

        code.ShouldBe(2);
        errors.ToString().ShouldContain("is a folder.");
    }

    [Fact]
    public async Task RunAsync_SettingsThatCannotBeReadAsWhatTheyAre_AreToldWithAllOthers()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            """{"Rex":{"DryRunn":true,"Restart":{"Settle":30},"Webhook":{"MaxConcurrent":"many"},"Leadership":{"Duration":"2.00:00:00"},"Redelivery":{"Every":"2.00:00:00"}}}""",
            TestContext.Current.CancellationToken
        );
        using var errors = new StringWriter();

        (await ServeCommand.RunAsync(new ServeSettings { SettingsFile = file }, errors, TestContext.Current.CancellationToken)).ShouldBe(2);

        File.Delete(file);
        errors
            .ToString()
            .ShouldSatisfyAllConditions(
                text => text.ShouldContain("Rex:DryRunn: there is no such setting."),
                text => text.ShouldContain("Rex:Restart:Settle: '30' is no time"),
                text => text.ShouldContain("Rex:Webhook:MaxConcurrent: 'many' is no whole number."),
                text => text.ShouldContain("Rex:Leadership:Duration: 2.00:00:00 is longer than"),
                text => text.ShouldContain("Rex:Redelivery:Every: 2.00:00:00 is longer than"),
                text => text.ShouldContain("Rex:Pushes:Repositories")
            );
    }
}
