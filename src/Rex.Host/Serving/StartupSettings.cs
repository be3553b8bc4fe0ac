using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Rex.Host.Serving;

/// <summary>Where settings come from, and how they are checked, for the service and for the commands.</summary>
internal static class StartupSettings
{
    /// <summary>The group of <see cref="Receiving.WebhookOptions"/>.</summary>
    public const string Webhook = "Webhook";

    /// <summary>The group of <see cref="Leading.LeadershipOptions"/>.</summary>
    public const string Leadership = "Leadership";

    /// <summary>The group of <see cref="Redelivering.RedeliveryOptions"/>.</summary>
    public const string Redelivery = "Redelivery";

    /// <summary>The groups that are the service's alone. The commands pass them over, so that they can be given the service's file.</summary>
    public static string[] Groups => [Webhook, Leadership, Redelivery];

    /// <summary>Adds a JSON file, where there is one, and the environment, which comes before it.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read; thrown when the configuration is built.</exception>
    public static IConfigurationBuilder AddRexSettings(this IConfigurationBuilder configuration, string? file)
    {
        if (file is not null)
        {
            configuration.AddJsonFile(source =>
            {
                source.Path = Path.GetFullPath(file);
                source.OnLoadException = failed => throw Unreadable(file, failed.Exception);
                source.ResolveFileProvider();
            });
        }

        return configuration.AddEnvironmentVariables();
    }

    /// <summary>Checks all settings.</summary>
    /// <exception cref="OptionsValidationException">Settings are wrong: all that are, at once.</exception>
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

    /// <summary>What is wrong with a file is said by the innermost error, the others only say that something is.</summary>
    private static InvalidDataException Unreadable(string file, Exception error)
    {
        var problem = error switch
        {
            _ when Directory.Exists(file) => "is a folder.",
            FileNotFoundException or DirectoryNotFoundException => "is not there.",
            _ when error.GetBaseException() is JsonException { LineNumber: { } line } json =>
                $"is no JSON: line {line + 1}: {json.Message.Split(" LineNumber:")[0]}",
            _ => $"cannot be read: {error.GetBaseException().Message}",
        };
        return new InvalidDataException($"The file of settings '{file}' {problem}", error);
    }
}
