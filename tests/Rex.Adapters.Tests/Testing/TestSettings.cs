using Microsoft.Extensions.Configuration;

namespace Rex.Adapters.Tests.Testing;

/// <summary>Settings that are complete, with what a test changes.</summary>
public static class TestSettings
{
    public static IConfiguration Build(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Rex:Pushes:Repositories:0"] = "5dlabs/cto",
            ["Rex:Connection:GitHub:Token"] = "token",
        };
        foreach (var (key, value) in changes)
        {
            settings[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build();
    }
}
