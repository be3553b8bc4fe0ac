using System.CommandLine;
using Rex.Core.Remediations;
using Rex.Host.Stepping;

namespace Rex.Host.Commands;

/// <summary>The command line of <c>rex step</c>.</summary>
/// <param name="settings">The option that names the file of settings.</param>
/// <param name="guard">Makes the services, and turns failures to do so into exit codes.</param>
/// <param name="environment">Gives a variable of the environment, or null.</param>
internal sealed class StepCommandLine(
    Option<string?> settings,
    Func<ParseResult, Func<IServiceProvider, Task<int>>, Task<int>> guard,
    Func<string, string?> environment
)
{
    private readonly Option<string?> _outputs = new("--outputs")
    {
        Description =
            "A folder that the outcome is written to besides, one file for each value: decision, remediation, repository, task, reason …",
    };

    /// <summary>The names of the five steps as they are typed, in their order.</summary>
    public static IReadOnlyDictionary<string, StepName> Steps { get; } =
        new Dictionary<string, StepName>
        {
            ["validate-event"] = StepName.ValidateEvent,
            ["cancel-agents"] = StepName.CancelAgents,
            ["remove-qa-label"] = StepName.RemoveQaLabel,
            ["reset-workflow"] = StepName.ResetWorkflow,
            ["resume-pipeline"] = StepName.ResumePipeline,
        };

    /// <summary>Makes the command.</summary>
    public Command Create() =>
        new DetailedCommand(
            "step",
            "Runs one step of a remediation in one process.",
            $"""
            Each reads the world anew: it can be retried, run twice, or run alone. docs/argo.md has the details.

            {RexCommandLine.ExitCodes}

            Every flag but --settings can come from the environment instead: REX_STEP_ and the flag's name, as in REX_STEP_REPOSITORY_ID.
            """
        )
        {
            OfEvent(
                "validate-event",
                "Decides about a push, makes its Remediation, finds the main workflow, plans.",
                (command, delivery, token) => command.ValidateAsync(delivery, token)
            ),
            OfRemediation("cancel-agents", "Holds the main workflow, and cancels what works on old code."),
            OfRemediation("remove-qa-label", "Takes the label off the branch's open pull requests."),
            OfRemediation("reset-workflow", "Sets the main workflow's stage back."),
            OfRemediation("resume-pipeline", "Looks once more, and makes QA start again."),
            OfEvent(
                "report",
                "Says how a push's remediation ended; one that is still open is noted as failed. For when the workflow around the steps is over.",
                (command, delivery, token) => command.ReportAsync(delivery, token)
            ),
        };

    private DetailedCommand OfRemediation(string name, string description)
    {
        var remediation = new Option<string?>("--remediation") { Description = "The Remediation's name, as validate-event gives it." };
        var command = new DetailedCommand(name, description, RexCommandLine.ExitCodes) { remediation, _outputs, settings };
        command.SetAction(
            (parsed, token) =>
                guard(
                    parsed,
                    services => new StepCommand(services, Outputs(parsed)).RunAsync(Steps[name], Value(parsed, remediation), token)
                )
        );
        return command;
    }

    private DetailedCommand OfEvent(string name, string description, Func<StepCommand, Func<Delivery>, CancellationToken, Task<int>> run)
    {
        var file = new Option<string?>("--event")
        {
            Description = "The delivery in a file: its payload, or a recorded request. Instead of the values one by one.",
        };
        var fields = EventField.All.ToDictionary(
            field => field,
            field => new Option<string?>($"--{field.Name}") { Description = field.Description }
        );
        var command = new DetailedCommand(name, description, RexCommandLine.ExitCodes) { file, _outputs, settings };
        foreach (var option in fields.Values)
        {
            command.Add(option);
        }

        command.SetAction(
            (parsed, token) =>
                guard(
                    parsed,
                    services =>
                        run(
                            new StepCommand(services, Outputs(parsed)),
                            () =>
                                Value(parsed, file) is { } path
                                    ? EventFile.Read(path)
                                    : new EventFields(field => Value(parsed, fields[field])).ToDelivery(),
                            token
                        )
                )
        );
        return command;
    }

    private StepOutputs Outputs(ParseResult parsed) => new(parsed.InvocationConfiguration.Output, Value(parsed, _outputs));

    /// <summary>An empty variable is an absent one: a workflow cannot leave a variable out.</summary>
    private string? Value(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option)
        ?? (environment(EventField.VariableOf(option.Name.TrimStart('-'))) is { Length: > 0 } variable ? variable : null);
}
