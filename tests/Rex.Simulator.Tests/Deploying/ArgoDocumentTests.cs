using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Rex.Host.Commands;
using Rex.Simulator.Commands;
using Rex.Simulator.Tests.Modes;

namespace Rex.Simulator.Tests.Deploying;

/// <summary>The commands in <c>docs/argo.md</c> do what the page says; of those that need the real controllers it says that they do.</summary>
public sealed partial class ArgoDocumentTests : IDisposable
{
    private const string NeedTheControllers = "All commands with `kubectl` below need that cluster, and its real controllers";
    private const string NeedACluster = "`rex serve`, `rex step`, `rex retry` and `rex release` need a cluster";

    private static readonly string Page = File.ReadAllText(Path.Combine(Checkout.Root!.FullName, "docs", "argo.md"));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rex-argo-md-");

    private static List<string> Commands =>
        [
            .. Block()
                .Matches(Page)
                .SelectMany(block => block.Groups["text"].Value.Split('\n'))
                .Concat(Block().Replace(Page, "").Split('`').Where((_, index) => index % 2 == 1))
                .Select(command => command.Trim())
                // One word behind the program's name only names a command.
                .Where(command => Program().IsMatch(command) && command.Split(' ').Length > 2)
                .Distinct(),
        ];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Commands_WithoutACluster_AreRunInTheOrderOfThePage()
    {
        var settings = File.ReadAllText(Path.Combine(Checkout.Root!.FullName, "deploy", "argo", "settings.json"));
        File.WriteAllText(PathOf("settings.json"), settings.Replace("owner/name", "acme/shop", StringComparison.Ordinal));
        List<string> run = [];
        foreach (var command in Commands.Where(command => OwnCommand(command) is "manifests" or "lint"))
        {
            var (code, output) = Run(command);
            code.ShouldBe(0, $"{command}: {output}");
            run.Add(OwnCommand(command)!);
        }

        run.Distinct().ShouldBe(["manifests", "lint"]);
        File.ReadAllText(PathOf("rex.yaml")).ShouldContain("https://rex-events.example.com");
    }

    [Fact]
    public async Task Commands_WhileTessRuns_TellWhatAPushWouldDo_AndDoAStepByHand()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", token);
        await File.WriteAllTextAsync(PathOf("settings.json"), JsonSerializer.Serialize(world.Connection("rex-0").Settings()), token);
        await File.WriteAllBytesAsync(PathOf("push.json"), world.Signed.Body, token);

        var (code, told) = Run(Commands.Single(command => OwnCommand(command) == "explain"), world);

        code.ShouldBe(0, told);
        told.ShouldContain("waiting-pr-created");
        world.WritesOf("rex-0").ShouldBeEmpty();

        (code, var validated) = Run("rex step validate-event --event push.json --settings settings.json", world);
        code.ShouldBe(0, validated);
        var remediation = (string)JsonNode.Parse(validated)!["remediation"]!;
        var byHand = Commands.Single(command => command.StartsWith("rex step cancel-agents --remediation", StringComparison.Ordinal));

        (code, var cancelled) = Run(NameOfExample().Replace(byHand, remediation), world);

        code.ShouldBe(0, cancelled);
        world.WritesOf("rex-0").ShouldContain(write => write.Method == "DELETE" && write.Path.Contains("/coderuns/coderun-testing-task3"));
    }

    [Fact]
    public void Commands_WithACluster_CanBeTyped_AndThePageSaysWhatTheyNeed()
    {
        Page.ShouldContain(NeedTheControllers);
        Page.ShouldContain(NeedACluster);
        foreach (var command in Commands.Where(command => OwnCommand(command) is not ("manifests" or "lint" or "explain")))
        {
            var words = command.Split(' ');
            switch (words[0])
            {
                case "kubectl":
                    Page.IndexOf($"`{command}`", StringComparison.Ordinal)
                        .ShouldBeGreaterThan(Page.IndexOf(NeedTheControllers, StringComparison.Ordinal), command);
                    foreach (var file in words.Where(word => word.StartsWith("deploy/", StringComparison.Ordinal)))
                    {
                        Path.Exists(Path.Combine(Checkout.Root!.FullName, file)).ShouldBeTrue(command);
                    }

                    break;
                case "dotnet":
                    SimulatorCommandLine
                        .Create(Spectre.Console.AnsiConsole.Console)
                        .Parse(words[(Array.IndexOf(words, "--") + 1)..])
                        .Errors.ShouldBeEmpty(command);
                    break;
                default:
                    OwnCommand(command).ShouldBeOneOf("serve", "step", "retry", "release", "remediate");
                    Parsed(command).Code.ShouldBe(0, command);
                    break;
            }
        }
    }

    [Fact]
    public void NamesOfCommands_AreThoseOfTheProgram()
    {
        var known = RexCommandLine.Create().Subcommands.Select(command => command.Name).ToList();

        Named().Matches(Page).Select(match => match.Groups["name"].Value).Distinct().ShouldBeSubsetOf(known);
    }

    private static string? OwnCommand(string command) => command.Split(' ') is ["rex", var name, ..] ? name : null;

    private static (int Code, string Output) Parsed(string command)
    {
        // "…" stands for one of several words.
        var errors = RexCommandLine.Create().Parse(WordsOf(command.Replace("…", "validate-event", StringComparison.Ordinal))).Errors;
        return (errors.Count, string.Join(", ", errors.Select(error => error.Message)));
    }

    private (int Code, string Output) Run(string command, CommandWorld? world = null)
    {
        var words = WordsOf(command).Select(word => File.Exists(PathOf(word)) ? PathOf(word) : word).ToList();
        var target = words.IndexOf(">");
        using var output = new StringWriter();
        var code = RexCommandLine
            .Create(services: world is null ? null : services => services.AddSingleton<TimeProvider>(world.World.Clock))
            .Parse(target < 0 ? words : words[..target])
            .Invoke(new InvocationConfiguration { Output = output, Error = output });
        if (target >= 0)
        {
            File.WriteAllText(PathOf(words[target + 1]), output.ToString());
        }

        return (code, output.ToString());
    }

    private static string[] WordsOf(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    [GeneratedRegex(@"^ *```[a-z]*\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"rex-\d\S+")]
    private static partial Regex NameOfExample();

    [GeneratedRegex("`rex (?<name>[a-z]+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"\A(?:rex|kubectl|dotnet) [a-z…]")]
    private static partial Regex Program();
}
