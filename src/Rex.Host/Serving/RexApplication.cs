using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Rex.Adapters;
using Rex.Adapters.Settings;
using Rex.Core.Options;
using Rex.Core.Remediations.Running;
using Rex.Host.Health;
using Rex.Host.Leading;
using Rex.Host.Logging;
using Rex.Host.Observing;
using Rex.Host.Receiving;
using Rex.Host.Redelivering;
using Rex.Host.Rehearsing;
using Rex.Host.Requesting;

namespace Rex.Host.Serving;

/// <summary>Makes the application that <c>rex serve</c> runs.</summary>
internal static class RexApplication
{
    /// <summary>Where it says that the process lives.</summary>
    public const string LivePath = "/healthz";

    /// <summary>Where it says that deliveries can be taken.</summary>
    public const string ReadyPath = "/readyz";

    private const string Deliveries = "deliveries";
    private const string TooMany = "TooMany";

    /// <summary>Makes it.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="configure">Adds services of one's own before Rex's, which they replace.</param>
    /// <param name="configuration">Settings that come before all others.</param>
    /// <exception cref="OptionsValidationException">Settings are wrong: all that are, at once.</exception>
    public static WebApplication Create(
        ServeSettings settings,
        Action<IServiceCollection>? configure = null,
        IReadOnlyDictionary<string, string?>? configuration = null
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "rex" });
        Configure(builder, settings, configuration);
        configure?.Invoke(builder.Services);
        var rex = new RexOptions();
        SettingsSection.Read(builder.Configuration.GetSection(RexServiceCollectionExtensions.SectionName), rex);
        builder.Services.AddObserving(tellsEvents: !rex.DryRun);
        builder.Services.AddOtlpExport(builder.Configuration);
        if (rex.DryRun)
        {
            AddDryRun(builder.Services);
        }

        builder.Services.AddRex(builder.Configuration, StartupSettings.Groups);
        // Not checked yet: what is wrong is told below, with everything else that is.
        var webhook = new WebhookOptions();
        SettingsSection.Read(Section(builder, StartupSettings.Webhook), webhook);
        AddLogging(builder, settings.JsonLog, webhook.AllowUnsigned, rex.DryRun);
        AddServices(builder);
        builder.WebHost.UseKestrelCore().UseUrls(settings.Address);
        builder
            .Services.AddOptions<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>()
            .Configure(server => server.AddServerHeader = false);

        var application = builder.Build();
        try
        {
            StartupSettings.Validate(application.Services);
            application.Services.GetRequiredService<ServiceGauges>();
            Map(application, webhook.Path);
            return application;
        }
        catch
        {
            ((IDisposable)application).Dispose();
            throw;
        }
    }

    private static void Configure(
        WebApplicationBuilder builder,
        ServeSettings settings,
        IReadOnlyDictionary<string, string?>? configuration
    )
    {
        builder.Configuration.AddRexSettings(settings.SettingsFile);
        if (settings.AllowUnsigned)
        {
            builder.Configuration[
                $"{RexServiceCollectionExtensions.SectionName}:{StartupSettings.Webhook}:{nameof(WebhookOptions.AllowUnsigned)}"
            ] = "true";
        }

        if (settings.DryRun)
        {
            builder.Configuration[$"{RexServiceCollectionExtensions.SectionName}:{nameof(RexOptions.DryRun)}"] = "true";
        }

        if (configuration is not null)
        {
            builder.Configuration.AddInMemoryCollection(configuration);
        }
    }

    private static void AddLogging(WebApplicationBuilder builder, bool isJson, bool isUnsigned, bool isDryRun)
    {
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        // What the framework has to say about each request is said better by Rex.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddConsole(console => console.FormatterName = RexConsoleFormatter.FormatterName);
        builder.Services.AddSingleton<ConsoleFormatter>(provider => new RexConsoleFormatter(
            isJson,
            isUnsigned,
            isDryRun,
            provider.GetRequiredService<TimeProvider>()
        ));
    }

    /// <summary>It has to come before Rex itself, whose runner it replaces.</summary>
    private static void AddDryRun(IServiceCollection services)
    {
        services.AddSingleton<Rehearser>();
        services.AddSingleton<DryRunPipeline>();
        services.TryAddSingleton(provider =>
            provider.GetRequiredService<RemediationRunnerFactory>().CreateRunner(provider.GetRequiredService<DryRunPipeline>())
        );
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var (webhook, leadership, redelivery) = (
            Section(builder, StartupSettings.Webhook),
            Section(builder, StartupSettings.Leadership),
            Section(builder, StartupSettings.Redelivery)
        );
        services.AddOptions<WebhookOptions>().Configure(options => SettingsSection.Read(webhook, options)).ValidateOnStart();
        services.AddOptions<LeadershipOptions>().Configure(options => SettingsSection.Read(leadership, options)).ValidateOnStart();
        services.AddOptions<RedeliveryOptions>().Configure(options => SettingsSection.Read(redelivery, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>>(new WebhookOptionsValidator(webhook));
        services.AddSingleton<IValidateOptions<LeadershipOptions>>(new LeadershipOptionsValidator(leadership));
        services.AddSingleton<IValidateOptions<RedeliveryOptions>>(provider => new RedeliveryOptionsValidator(
            redelivery,
            provider.GetRequiredService<IOptions<RexConnectionOptions>>()
        ));
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookReceiver>();
        services.AddSingleton<Redeliveries>();
        services.AddSingleton<RequestIntake>();
        services.AddSingleton<Leadership>();
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddHostedService<RemediationService>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimes.Host);
        services.AddRoutingCore();
        services.AddHealthChecks().AddCheck<Drain>("drain").AddCheck<LedgerHealthCheck>("ledger");
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.RequestServices.GetRequiredService<RexInstruments>().Delivered(WebhookAnswer.Refused, TooMany);
                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(
                Deliveries,
                context =>
                {
                    var most = context.RequestServices.GetRequiredService<IOptions<WebhookOptions>>().Value.MaxConcurrent;
                    return RateLimitPartition.GetConcurrencyLimiter(
                        Deliveries,
                        _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 }
                    );
                }
            );
        });
    }

    private static IConfigurationSection Section(WebApplicationBuilder builder, string name) =>
        builder.Configuration.GetSection(RexServiceCollectionExtensions.SectionName).GetSection(name);

    private static void Map(WebApplication application, string path)
    {
        application.UseRouting();
        application.UseRateLimiter();
        application
            .MapPost(path, (HttpContext context, WebhookReceiver receiver) => receiver.ReceiveAsync(context))
            .RequireRateLimiting(Deliveries);
        application.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = _ => false });
        application.MapHealthChecks(ReadyPath);
    }
}
