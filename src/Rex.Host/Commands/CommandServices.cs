using Microsoft.Extensions.Options;
using Rex.Adapters;
using Rex.Core.Options;
using Rex.Host.Rehearsing;
using Rex.Host.Serving;

namespace Rex.Host.Commands;

/// <summary>Rex's ports for one command.</summary>
internal static class CommandServices
{
    /// <summary>Makes them from the settings, which are checked.</summary>
    /// <param name="settingsFile">A JSON file with settings, or null.</param>
    /// <param name="log">Takes what the ports log: warnings about what they meet.</param>
    /// <param name="configure">Registers services that take the place of the usual ones.</param>
    /// <exception cref="CommandException">The settings are wrong.</exception>
    public static ServiceProvider Create(string? settingsFile, TextWriter log, Action<IServiceCollection>? configure = null)
    {
        try
        {
            return Create(new ConfigurationBuilder().AddRexSettings(settingsFile).Build(), log, configure);
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
        services.AddRex(configuration, StartupSettings.Groups);
        services.AddSingleton<Rehearser>();
        var provider = services.BuildServiceProvider();
        try
        {
            StartupSettings.Validate(provider);
            return provider;
        }
        catch (Exception error) when (error is OptionsValidationException or InvalidOperationException)
        {
            provider.Dispose();
            var failures = error is OptionsValidationException wrong ? wrong.Failures : [error.Message];
            throw new CommandException(ExitCode.BadInput, "The settings are wrong:\n  " + string.Join("\n  ", failures));
        }
    }

    /// <summary>The same, for a command that writes.</summary>
    /// <exception cref="CommandException">Rex runs dry.</exception>
    public static IServiceProvider ForWriting(this IServiceProvider services) =>
        services.GetRequiredService<IOptions<RexOptions>>().Value.DryRun
            ? throw new CommandException(ExitCode.Refused, "Rex:DryRun is set: this command would write. 'rex explain' does not.")
            : services;
}
