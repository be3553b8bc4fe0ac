using System.Runtime.CompilerServices;
using Rex.Adapters.Kubernetes;

namespace Rex.Adapters.Tests.Kubernetes;

public sealed class KubernetesFactoryTests
{
    [Fact]
    public void Create_Connection_IsFoundDeadWithinHalfAMinute()
    {
        using var client = KubernetesFactory.Create(new KubernetesConnection { ApiServer = new Uri("http://127.0.0.1:1") });

        var handler = HandlerOf(client);

        handler.KeepAlivePingDelay.ShouldBe(TimeSpan.FromSeconds(15));
        handler.KeepAlivePingTimeout.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_HttpClientHandler")]
    private static extern SocketsHttpHandler HandlerOf(k8s.Kubernetes client);
}
