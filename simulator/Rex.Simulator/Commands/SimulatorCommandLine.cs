using System.CommandLine;
using Rex.ApiServers;
using Rex.Host.Commands;
using Rex.Simulator.Clusters;
using Rex.Simulator.Clusters.K3s;
using Rex.Simulator.GitHub;
using Rex.Simulator.GitHub.WireMock;
using Rex.Simulator.Loads;
using Rex.Simulator.Modes;
using Rex.Simulator.Proofs;
using Rex.Simulator.Reports;
using Rex.Simulator.Scenarios;
using Spectre.Console;

namespace Rex.Simulator.Commands;

/// <summary>The commands of <c>rex-sim</c>.</summary>
internal static class SimulatorCommandLine
{
    private static readonly Option<string> Mode = CommandOptions.OneOf(
        "--mode",
        "How Rex runs: in this process as a library, as 'rex serve' does, or as deploy/argo has it, behind Argo Events with each step in a pod of its own; or, as deploy/argo-remediation has it, with 'rex serve' behind Argo Events.",
        "library",
        "host",
        "argo",
        "argo-remediation"
    );
    private static readonly Option<string> Cluster = CommandOptions.OneOf(
        "--cluster",
        "Which cluster it works on.",
        "embedded",
        "apiserver",
        "kubeconfig",
        "k3s"
    );
    private static readonly Option<string?> Context = new("--context")
    {
        HelpName = "CONTEXT",
        Description = "With --cluster kubeconfig: which context of it, where that is not the current one.",
    };
    private static readonly Option<string> K3sImage = new("--k3s-image")
    {
        HelpName = "IMAGE",
        Description = "With --cluster k3s: the image.",
        DefaultValueFactory = _ => K3sOptions.DefaultImage,
    };
    private static readonly Option<string?> Yes = new("--yes")
    {
        HelpName = "CONTEXT",
        Description =
            "With --cluster kubeconfig: the context whose cluster may be used although it is not on this machine, or set up for agents.",
    };
    private static readonly Option<string> GitHub = CommandOptions.OneOf(
        "--github",
        "Which GitHub it works with, as in: REX_WIREMOCK_JAR=$(eng/install-wiremock.sh) rex-sim run rapid-pushes --github wiremock",
        "embedded",
        "wiremock"
    );
    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Where everything random comes from.",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<double> Speed = AtLeast(
        1.0,
        new Option<double>("--speed") { Description = "Simulated seconds in one second.", DefaultValueFactory = _ => 50 }
    );
    private static readonly Option<int> Parallel = AtLeast(
        1,
        new Option<int>("--parallel")
        {
            Description = "How many scenarios are played at once.",
            // Most of a scenario's time is waiting for its clock.
            DefaultValueFactory = _ => Math.Clamp(2 * Environment.ProcessorCount, 2, 8),
        }
    );
    private static readonly Option<string?> Json = new("--json") { Description = "Writes the report as JSON to this file." };
    private static readonly Option<string?> Dump = new("--ledgers")
    {
        Description = "Writes every request of each scenario to this folder.",
    };

    /// <summary>Runs what was typed.</summary>
    /// <returns>The command's exit code; 2 where the arguments are none that it knows.</returns>
    public static async Task<int> RunAsync(
        IAnsiConsole console,
        IReadOnlyList<string> arguments,
        InvocationConfiguration? configuration = null,
        CancellationToken cancellationToken = default
    )
    {
        var parsed = Create(console).Parse(arguments);
        var code = await parsed.InvokeAsync(configuration, cancellationToken);
        return parsed.Errors.Count > 0 ? ExitCode.BadInput : code;
    }

    public static RootCommand Create(IAnsiConsole console)
    {
        var root = new RootCommand("Replays recorded pushes against a cluster and a GitHub, and checks what Rex does.")
        {
            Run(console),
            Replay(console),
            Prove(console),
            Permissions(console),
            List(console),
            Make(console),
            Fuzz(console),
            Load(console),
            Serve(console),
        };
        AddOptions(root);
        root.SetAction((parsed, token) => PlayAsync(console, parsed, () => ScenarioSelection.Find([]), token));
        return root;
    }

    private static Command Run(IAnsiConsole console)
    {
        var names = new Argument<string[]>("scenario")
        {
            Description = "Names, files or folders; all scenarios where there is none.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("run", "Plays scenarios.") { names };
        AddOptions(command);
        command.SetAction((parsed, token) => PlayAsync(console, parsed, () => ScenarioSelection.Find(parsed.GetValue(names) ?? []), token));
        return command;
    }

    private static Command Replay(IAnsiConsole console)
    {
        var files = new Argument<string[]>("delivery") { Description = "Recorded deliveries.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("replay", "Replays recorded deliveries against a default world in which Cleo is at work.") { files };
        AddOptions(command);
        command.SetAction((parsed, token) => PlayAsync(console, parsed, () => [ReplayScenario.For(parsed.GetValue(files)!)], token));
        return command;
    }

    private static Command Prove(IAnsiConsole console)
    {
        var names = new Argument<string[]>("rule")
        {
            Description = "Names of breaks; all where there is none.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("prove", "Breaks the rules that Rex keeps, one at a time, and plays scenarios until one notices.")
        {
            names,
        };
        AddOptions(command);
        command.SetAction(
            (parsed, token) =>
                GuardAsync(
                    console,
                    () =>
                        new RuleProver(SettingsOf(parsed), new ProofReport(console)).ProveAsync(
                            BrokenRules.Find(parsed.GetValue(names) ?? []),
                            ScenarioSelection.Find([]),
                            token
                        )
                )
        );
        return command;
    }

    private static Command Permissions(IAnsiConsole console)
    {
        var command = new Command(
            "permissions",
            "Takes the permissions of Rex's Role away, one at a time, and plays scenarios until one fails with an error that names it."
        )
        {
            Seed,
            Speed,
            Parallel,
        };
        command.SetAction(
            (parsed, token) =>
                GuardAsync(
                    console,
                    () =>
                        new PermissionProver(
                            new RunSettings
                            {
                                Seed = parsed.GetValue(Seed),
                                Speed = parsed.GetValue(Speed),
                                Parallel = parsed.GetValue(Parallel),
                            },
                            new PermissionReport(console)
                        ).ProveAsync(token)
                )
        );
        return command;
    }

    private static Command List(IAnsiConsole console)
    {
        var command = new Command("list", "Lists the scenarios.");
        command.SetAction(_ =>
        {
            foreach (var scenario in ScenarioSelection.Find([]))
            {
                console.WriteLine($"{scenario.Name, -40} {scenario.About}");
            }
        });
        return command;
    }

    private static Command Make(IAnsiConsole console)
    {
        var folder = new Argument<string>("folder") { Description = "Where they go." };
        var count = AtLeast(1, new Option<int>("--count") { Description = "How many.", DefaultValueFactory = _ => 1 });
        var command = new Command("make-deliveries", "Writes push deliveries made up from the seed, for 'replay'.") { folder, count, Seed };
        command.SetAction(
            (parsed, _) =>
                GuardAsync(
                    console,
                    () =>
                    {
                        foreach (var path in MadeDeliveries.Write(parsed.GetValue(folder)!, parsed.GetValue(count), parsed.GetValue(Seed)))
                        {
                            console.WriteLine(path);
                        }

                        return Task.FromResult(0);
                    }
                )
        );
        return command;
    }

    private static Command Fuzz(IAnsiConsole console)
    {
        var count = AtLeast(1, new Option<long>("--count") { Description = "How many bodies.", DefaultValueFactory = _ => 100_000 });
        var first = AtLeast(0, new Option<long>("--first") { Description = "The number of the first one." });
        var threads = AtLeast(
            1,
            new Option<int>("--parallel")
            {
                Description = "How many threads share them.",
                DefaultValueFactory = _ => Environment.ProcessorCount,
            }
        );
        var failures = new Option<string>("--failures")
        {
            Description = "Where bodies that fail go.",
            DefaultValueFactory = _ => new FuzzSettings().Failures,
        };
        var command = new Command("fuzz", "Has Rex decide about bodies derived from the recorded deliveries, broken in many ways.")
        {
            count,
            Seed,
            first,
            threads,
            failures,
        };
        command.SetAction(
            (parsed, token) =>
                GuardAsync(
                    console,
                    () =>
                        Task.FromResult(
                            new BodyFuzzer(
                                new FuzzSettings
                                {
                                    Seed = parsed.GetValue(Seed),
                                    First = parsed.GetValue(first),
                                    Count = parsed.GetValue(count),
                                    Parallel = parsed.GetValue(threads),
                                    Failures = parsed.GetValue(failures)!,
                                },
                                new FuzzReport(console)
                            ).Fuzz(token)
                        )
                )
        );
        return command;
    }

    private static Command Load(IAnsiConsole console)
    {
        var usual = new LoadSettings();
        var tasks = AtLeast(
            1,
            new Option<int>("--tasks") { Description = "How many tasks are pushed to.", DefaultValueFactory = _ => usual.Tasks }
        );
        var pushes = AtLeast(
            1,
            new Option<int>("--pushes") { Description = "How many pushes there are.", DefaultValueFactory = _ => usual.Pushes }
        );
        var kills = AtLeast(
            0,
            new Option<int>("--kills")
            {
                Description = "How often a replica is killed, each time at another of its writes.",
                DefaultValueFactory = _ => usual.Kills,
            }
        );
        var over = AtLeast(
            1,
            new Option<int>("--over")
            {
                HelpName = "SECONDS",
                Description = "In which time the pushes come.",
                DefaultValueFactory = _ => (int)usual.Over.TotalSeconds,
            }
        );
        var cluster = CommandOptions.OneOf("--cluster", "Which cluster it works on.", "embedded", "apiserver");
        var command = new Command(
            "load",
            "Pushes to many tasks at once, with two real processes of rex serve that are killed again and again, and says what was lost."
        )
        {
            tasks,
            pushes,
            kills,
            over,
            cluster,
            Seed,
            Json,
            Dump,
        };
        command.SetAction(
            (parsed, token) =>
                GuardAsync(
                    console,
                    () =>
                    {
                        var time = TimeSpan.FromSeconds(parsed.GetValue(over));
                        var settings = new LoadSettings
                        {
                            Seed = parsed.GetValue(Seed),
                            Cluster = new ClusterSettings { Kind = Enum.Parse<ClusterKind>(parsed.GetValue(cluster)!, ignoreCase: true) },
                            Tasks = parsed.GetValue(tasks),
                            Pushes = parsed.GetValue(pushes),
                            Kills = parsed.GetValue(kills),
                            Over = time,
                            ClusterAway = usual.ClusterAway * (time / usual.Over),
                            GitHubAway = usual.GitHubAway * (time / usual.Over),
                            Json = parsed.GetValue(Json),
                            Dump = parsed.GetValue(Dump),
                        };
                        return new LoadRun(settings, new LoadReport(console, TimeProvider.System)).PlayAsync(token);
                    }
                )
        );
        return command;
    }

    private static Command Serve(IAnsiConsole console)
    {
        var command = new Command("cluster", "Starts a real Kubernetes API server and keeps it until Ctrl-C.");
        command.SetAction((_, token) => GuardAsync(console, () => ServedCluster.RunAsync(console, token)));
        return command;
    }

    private static Task<int> PlayAsync(
        IAnsiConsole console,
        ParseResult parsed,
        Func<IReadOnlyList<Scenario>> select,
        CancellationToken cancellationToken
    ) =>
        GuardAsync(
            console,
            () => new ScenarioPlayer(SettingsOf(parsed), new ConsoleReport(console)).PlayAsync(select(), cancellationToken)
        );

    private static RunSettings SettingsOf(ParseResult parsed) =>
        new()
        {
            Seed = parsed.GetValue(Seed),
            Mode = Enum.Parse<RexMode>(parsed.GetValue(Mode)!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
            Cluster = new ClusterSettings
            {
                Kind = Enum.Parse<ClusterKind>(parsed.GetValue(Cluster)!, ignoreCase: true),
                Context = parsed.GetValue(Context),
                Confirmed = parsed.GetValue(Yes),
                Image = parsed.GetValue(K3sImage)!,
            },
            GitHub = parsed.GetValue(GitHub) == "wiremock" ? GitHubKind.WireMock : GitHubKind.Embedded,
            Speed = parsed.GetValue(Speed),
            Json = parsed.GetValue(Json),
            Dump = parsed.GetValue(Dump),
            Parallel = parsed.GetValue(Parallel),
        };

    private static async Task<int> GuardAsync(IAnsiConsole console, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception error)
            when (error is ScenarioException or InvalidDataException or ApiServerException or ClusterException or WireMockException)
        {
            console.WriteLine(error.Message);
            return ExitCode.BadInput;
        }
    }

    private static void AddOptions(Command command)
    {
        foreach (var option in (Option[])[Mode, Cluster, Context, Yes, K3sImage, GitHub, Seed, Speed, Parallel, Json, Dump])
        {
            command.Options.Add(option);
        }

        // Somebody who names a context and gets another cluster would not notice.
        GoesWith(command, Context, ClusterKind.Kubeconfig);
        GoesWith(command, Yes, ClusterKind.Kubeconfig);
        GoesWith(command, K3sImage, ClusterKind.K3s);
    }

    private static void GoesWith(Command command, Option option, ClusterKind kind) =>
        command.Validators.Add(result =>
        {
            var name = kind.ToString().ToLowerInvariant();
            if (result.GetResult(option) is { Implicit: false } && result.GetValue(Cluster) != name)
            {
                result.AddError($"{option.Name} goes with --cluster {name} only.");
            }
        });

    private static Option<T> AtLeast<T>(T least, Option<T> option)
        where T : struct, IComparable<T>
    {
        option.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<T>().CompareTo(least) >= 0))
            {
                result.AddError($"{option.Name} has to be {least} at least.");
            }
        });
        return option;
    }
}
