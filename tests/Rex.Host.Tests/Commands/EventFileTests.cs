using System.Text;
using Rex.Core.Pushes;
using Rex.Host.Commands;

namespace Rex.Host.Tests.Commands;

public sealed class EventFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    private string EventFileProblem() => Should.Throw<CommandException>(() => EventFile.Read(_file)).Message;

    [Theory]
    [InlineData("""{"ref":"refs/heads/task-3"}""")]
    [InlineData("not json")]
    [InlineData("")]
    public void Read_Payload_IsAPush(string payload)
    {
        File.WriteAllText(_file, payload);

        var delivery = EventFile.Read(_file);

        delivery.EventType.ShouldBe("push");
        delivery.ContentType.ShouldBe(PushContentType.Json);
        Encoding.UTF8.GetString(delivery.Body.Span).ShouldBe(payload);
    }

    [Fact]
    public void Read_Recording_HasItsHeaders()
    {
        File.WriteAllText(
            _file,
            """
            {"headers":{"x-github-event":"issues","X-GitHub-Delivery":"one","Content-Type":"application/x-www-form-urlencoded"},
             "body":"payload=%7B%7D"}
            """
        );

        var delivery = EventFile.Read(_file);

        delivery.EventType.ShouldBe("issues");
        delivery.DeliveryId.ShouldBe("one");
        delivery.ContentType.ShouldBe(PushContentType.Form);
        Encoding.UTF8.GetString(delivery.Body.Span).ShouldBe("payload=%7B%7D");
    }

    [Fact]
    public void Read_RecordingOfBytesThatAreNoText_HasThem()
    {
        File.WriteAllText(_file, """{"headers":{"X-GitHub-Event":"push"},"bodyBase64":"/wA="}""");

        EventFile.Read(_file).Body.ToArray().ShouldBe([0xff, 0]);
    }

    [Fact]
    public void Read_RecordingWithItsBodyInAFile_HasThatFilesBytes()
    {
        var body = _file + ".body";
        File.WriteAllText(body, "raw");
        File.WriteAllText(_file, $$"""{"headers":{"X-GitHub-Event":"push"},"bodyFile":"{{Path.GetFileName(body)}}"}""");

        var delivery = EventFile.Read(_file);

        File.Delete(body);
        Encoding.UTF8.GetString(delivery.Body.Span).ShouldBe("raw");
        EventFileProblem().ShouldContain(body);
    }

    [Fact]
    public void Read_Folder_IsTold()
    {
        var error = Should.Throw<CommandException>(() => EventFile.Read(Path.GetTempPath()));

        error.Code.ShouldBe(2);
        error.Message.ShouldContain("is a folder");
    }

    [Fact]
    public void Read_RecordingWithoutAnEvent_HasNone()
    {
        File.WriteAllText(_file, """{"headers":{},"body":"{}"}""");

        EventFile.Read(_file).EventType.ShouldBeNull();
    }

    [Fact]
    public void Read_NoSuchFile_IsBadInput()
    {
        var error = Should.Throw<CommandException>(() => EventFile.Read(_file + "-not"));

        error.Code.ShouldBe(2);
        error.Message.ShouldContain(_file + "-not");
    }
}
