using Microsoft.Extensions.Options;
using Rex.Adapters;
using Rex.Host.Rehearsing;

namespace Rex.Host.Commands;

/// <summary>Rex's ports for one command.</summary>
internal static class CommandServices
{
    /// <summary>Makes them from the settings, which are checked.</summary>
    /// <param name="settingsFile">A JSON file with settings, or null.</param>
    /// <param name="log">Takes what the ports log: warnings about what they meet.</param>
    /// <exception cref="CommandException">The settings are wrong.</exception>
    public static ServiceProvider Create(string? settingsFile, TextWriter log)
    {
        try
        {
            var configuration = new ConfigurationBuilder();
            if (settingsFile is not null)
            {
                configuration.AddJsonFile(Path.GetFullPath(settingsFile), optional: false, reloadOnChange: false);
            }

            return Create(configuration.AddEnvironmentVariables().Build(), log);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or FormatException)
        {
            throw new CommandException(ExitCode.BadInput, error.Message);
        }
    }

    /// <summary>Makes them from a configuration.</summary>
    /// <exception cref="CommandException">The settings are wrong.</exception>
    public static ServiceProvider Create(IConfiguration configuration, TextWriter log, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new WriterLog(log)));
        configure?.Invoke(services);
        services.AddRex(configuration);
        services.AddSingleton<Rehearser>();
        var provider = services.BuildServiceProvider();
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return provider;
        }
        catch (Exception error) when (error is OptionsValidationException or AggregateException or InvalidOperationException)
        {
            provider.Dispose();
            var failures = error switch
            {
                OptionsValidationException one => one.Failures,
                AggregateException several => several.InnerExceptions.SelectMany(inner =>
                    inner is OptionsValidationException wrong ? wrong.Failures : [inner.Message]
                ),
                _ => [error.Message],
            };
            throw new CommandException(ExitCode.BadInput, "The settings are wrong:\n  " + string.Join("\n  ", failures));
        }
    }
}
