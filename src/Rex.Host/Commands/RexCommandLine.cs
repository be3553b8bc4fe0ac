using System.CommandLine;
using System.Net;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Core.Workflows;
using Rex.Host.Doctoring;
using Rex.Host.Serving;
using Rex.Host.Stepping;

namespace Rex.Host.Commands;

/// <summary>The commands of <c>rex</c>.</summary>
internal static class RexCommandLine
{
    private static readonly Option<string?> Settings = new("--settings")
    {
        Description = "A JSON file with settings. Settings of the environment (Rex__Pushes__Repositories__0=owner/name) come before it.",
    };

    private static readonly Option<string> Output = CommandOptions.OneOf("--output", "How the result is written.", "text", "json");

    /// <summary>What the commands exit with that deal with one push.</summary>
    internal const string ExitCodes =
        "Exit codes: 0 done, or nothing to do; 2 bad input; 3 refused by a safety rule; 4 tried and failed, a retry helps; 5 tried and failed, a person is needed.";

    /// <summary>Makes the command line.</summary>
    /// <param name="environment">Gives a variable of the environment that a step takes input from; the process's own by default.</param>
    /// <param name="services">Registers services of a step that take the place of the usual ones, its clock say.</param>
    public static RootCommand Create(Func<string, string?>? environment = null, Action<IServiceCollection>? services = null) =>
        DetailedHelp.In(
            new RootCommand("Restarts the QA of a task when its implementation agent pushes fixes.")
            {
                Serve(),
                OfEvent(
                    "explain",
                    "Says what would become of a delivery, with the exact writes, without making one.",
                    (services, output, asJson, delivery, token) => new ExplainCommand(services, output, asJson).RunAsync(delivery, token)
                ),
                OfEvent(
                    "remediate",
                    "Takes a delivery through all steps, in this process, now. For where no 'rex serve' runs.",
                    (services, output, asJson, delivery, token) =>
                        new RemediateCommand(services.ForWriting(), output, asJson).RunAsync(delivery, token)
                ),
                OfName(
                    "retry",
                    "remediation",
                    "Has a Remediation taken up again that failed, or that whoever worked on it left open.",
                    (services, output, name, token) =>
                        new RetryCommand(
                            services.ForWriting().GetRequiredService<IRemediationStore>(),
                            OpenAttempts.Of(services.GetRequiredService<RemediationRunnerFactory>()),
                            output
                        ).RunAsync(name, token)
                ),
                OfName(
                    "release",
                    "workflow",
                    "Takes Rex's hold off a main workflow, and says what goes on then.",
                    (services, output, name, token) =>
                        new ReleaseCommand(
                            services.ForWriting().GetRequiredService<IMainWorkflows>(),
                            services.GetRequiredService<IRemediationStore>(),
                            new HoldKeeper(services.GetRequiredService<IMainWorkflows>(), services.GetRequiredService<TimeProvider>()),
                            OpenAttempts.Of(services.GetRequiredService<RemediationRunnerFactory>()),
                            output
                        ).RunAsync(name, token)
                ),
                new StepCommandLine(
                    Settings,
                    (parsed, run) => GuardAsync(parsed, provider => run(provider.ForWriting()), services),
                    environment ?? Environment.GetEnvironmentVariable
                ).Create(),
                new ManifestsCommandLine(Settings).Create(),
                Lint(),
                Doctor(),
            }
        );

    private static DetailedCommand Doctor()
    {
        var argo = new Option<string>("--argo-namespace")
        {
            Description = "Where the workflow controller runs.",
            DefaultValueFactory = _ => "argo",
        };
        var command = new DetailedCommand(
            "doctor",
            "Looks at everything that Rex needs, and changes nothing.",
            """
            Permissions, definitions, what would undo a hold, GitHub, clocks. docs/doctor.md explains every line.

            Exit codes: 0 nothing failed; 4 what failed may work in a while; 5 a person is needed; 2 wrong settings or a wrong command line.
            """
        )
        {
            Settings,
            argo,
            Output,
        };
        command.SetAction(
            (parsed, token) =>
                GuardAsync(
                    parsed,
                    services =>
                        new DoctorCommand(
                            new Doctoring.Doctor(CheckList.Create(services, parsed.GetValue(argo)!)),
                            parsed.InvocationConfiguration.Output,
                            parsed.GetValue(Output) == "json"
                        ).RunAsync(token)
                )
        );
        return command;
    }

    private static DetailedCommand Lint()
    {
        var paths = new Argument<string[]>("paths")
        {
            Description = "Files and folders. Of a folder every .yaml and .yml file is looked at, those in its folders too.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var schemas = new Option<string?>("--schemas")
        {
            Description =
                "A folder with argo-events.schema.json and argo-workflows.schema.json as the projects publish them (api/jsonschema): every unknown field is found.",
        };
        var list = new Option<bool>("--list") { Description = "Prints the rules, and looks at nothing." };
        var output = CommandOptions.OneOf("--output", "How the findings are written.", "text", "json", "sarif");
        var command = new DetailedCommand(
            "lint",
            "Finds in Argo Events and Argo Workflows manifests the mistakes that only show when an event comes.",
            """
            docs/lint.md explains every rule.

            Exit codes: 0 nothing but notes; 1 warnings; 2 errors, a file that cannot be read, or a wrong command line.

            Examples:
              rex lint sensor.yaml eventsource.yaml
              rex lint deploy --schemas argo/schemas
              rex lint . --output sarif > lint.sarif
              rex lint --list
            """
        )
        {
            paths,
            schemas,
            list,
            output,
        };
        command.SetAction(
            (parsed, _) =>
                CommandGuard.RunAsync(
                    parsed.InvocationConfiguration.Error,
                    () =>
                    {
                        var writer = parsed.InvocationConfiguration.Output;
                        var lint = new LintCommand(writer, parsed.GetValue(output)!, IsTerminal(writer));
                        return Task.FromResult(
                            parsed.GetValue(list) ? lint.List() : lint.Run(parsed.GetValue(paths) ?? [], parsed.GetValue(schemas))
                        );
                    }
                )
        );
        return command;
    }

    private static bool IsTerminal(TextWriter writer) =>
        ReferenceEquals(writer, Console.Out)
        && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private static DetailedCommand Serve()
    {
        var listen = new Option<string?>("--listen")
        {
            Description =
                $"Where deliveries are received. [default: {new ServeSettings().Address}; unsigned: {new ServeSettings { AllowUnsigned = true }.Address}]",
        };
        listen.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } address && !IsAddress(address))
            {
                result.AddError($"'{address}' is no address to listen at: write it like http://0.0.0.0:8080.");
            }
        });
        var unsigned = new Option<bool>("--allow-unsigned")
        {
            Description = "Takes deliveries without a signature. For a trial on your own machine only.",
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Accepts and rehearses pushes, and writes nothing but Remediations of its own (Rex:DryRun).",
        };
        var log = CommandOptions.OneOf("--log", "How the log is written.", "text", "json");
        var command = new DetailedCommand(
            "serve",
            "Receives GitHub's deliveries and works on them until it is stopped.",
            "Exit codes: 0 stopped; 2 wrong settings or a wrong command line, or nothing can listen at the address; 4 the API server cannot be reached; 5 a person is needed.",
            StopTimes.Process
        )
        {
            Settings,
            listen,
            unsigned,
            dryRun,
            log,
        };
        command.SetAction(
            (parsed, token) =>
                ServeCommand.RunAsync(
                    new ServeSettings
                    {
                        SettingsFile = parsed.GetValue(Settings),
                        Listen = parsed.GetValue(listen),
                        AllowUnsigned = parsed.GetValue(unsigned),
                        DryRun = parsed.GetValue(dryRun),
                        JsonLog = parsed.GetValue(log) == "json",
                    },
                    parsed.InvocationConfiguration.Error,
                    token
                )
        );
        return command;
    }

    private static bool IsAddress(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address is { Scheme: "http", PathBase: "", Port: >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static DetailedCommand OfEvent(
        string name,
        string description,
        Func<IServiceProvider, TextWriter, bool, Delivery, CancellationToken, Task<int>> run
    )
    {
        var file = new Option<string>("--event")
        {
            Description = "The delivery: its payload, as GitHub's page of recent deliveries shows it, or a recorded request.",
            Required = true,
        };
        var command = new DetailedCommand(name, description, ExitCodes) { file, Settings, Output };
        command.SetAction(
            (parsed, token) =>
                CommandGuard.RunAsync(
                    parsed.InvocationConfiguration.Error,
                    () =>
                    {
                        // What was typed comes first: whoever has settings still to write learns that the file is the right one.
                        var delivery = EventFile.Read(parsed.GetValue(file)!);
                        return GuardAsync(
                            parsed,
                            services =>
                                run(services, parsed.InvocationConfiguration.Output, parsed.GetValue(Output) == "json", delivery, token)
                        );
                    }
                )
        );
        return command;
    }

    private static DetailedCommand OfName(
        string name,
        string argument,
        string description,
        Func<IServiceProvider, TextWriter, string, CancellationToken, Task<int>> run
    )
    {
        var which = new Argument<string>(argument) { Description = $"The {argument}'s name." };
        var command = new DetailedCommand(name, description, ExitCodes) { which, Settings };
        command.SetAction(
            (parsed, token) =>
                GuardAsync(parsed, services => run(services, parsed.InvocationConfiguration.Output, parsed.GetValue(which)!, token))
        );
        return command;
    }

    private static Task<int> GuardAsync(
        ParseResult parsed,
        Func<IServiceProvider, Task<int>> run,
        Action<IServiceCollection>? configure = null
    )
    {
        var errors = parsed.InvocationConfiguration.Error;
        return CommandGuard.RunAsync(
            errors,
            async () =>
            {
                await using var services = CommandServices.Create(parsed.GetValue(Settings), errors, configure);
                return await run(services);
            }
        );
    }
}
