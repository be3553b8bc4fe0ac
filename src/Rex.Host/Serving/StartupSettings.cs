using Microsoft.Extensions.Options;

namespace Rex.Host.Serving;

/// <summary>Where settings come from, and how they are checked, for the service and for the commands.</summary>
internal static class StartupSettings
{
    /// <summary>Adds a JSON file, where there is one, and the environment, which comes before it.</summary>
    public static IConfigurationBuilder AddRexSettings(this IConfigurationBuilder configuration, string? file)
    {
        if (file is not null)
        {
            configuration.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        }

        return configuration.AddEnvironmentVariables();
    }

    /// <summary>Checks all settings.</summary>
    /// <exception cref="OptionsValidationException">Settings are wrong: all that are, at once.</exception>
    /// <exception cref="InvalidOperationException">A setting cannot be read as what it is.</exception>
    public static void Validate(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (AggregateException errors)
        {
            var failures = errors.InnerExceptions.SelectMany(error =>
                error is OptionsValidationException wrong ? wrong.Failures : [error.Message]
            );
            throw new OptionsValidationException("", typeof(StartupSettings), failures);
        }
    }
}
