using Rex.Host.Serving;

namespace Rex.Host.Tests.Serving;

public sealed class ServeSettingsTests
{
    [Theory]
    [InlineData(null, false, "http://0.0.0.0:8080")]
    [InlineData(null, true, "http://127.0.0.1:8080")]
    [InlineData("http://10.0.0.1:80", true, "http://10.0.0.1:80")]
    public void Address_IsOfThisMachineAloneWhereAnybodyMayDeliver(string? listen, bool allowUnsigned, string address) =>
        new ServeSettings { Listen = listen, AllowUnsigned = allowUnsigned }.Address.ShouldBe(address);
}
