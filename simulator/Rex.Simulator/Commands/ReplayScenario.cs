using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Commands;

/// <summary>
/// Makes a scenario around recorded deliveries: for each task branch that they push to, a task with its pull request and a main
/// workflow in which Cleo is at work. It demands nothing of the outcomes but the invariants.
/// </summary>
internal static partial class ReplayScenario
{
    public static Scenario For(IReadOnlyList<string> files)
    {
        var scenario = new Scenario
        {
            Name = "replay",
            About = string.Join(", ", files),
            World = new WorldDescription { Repositories = [] },
        };
        DateTimeOffset? firstPush = null;
        foreach (var file in files)
        {
            var delivery = DeliveryFile.Read(file);
            var task = AddTask(scenario, delivery);
            if (task is not null && PushedAt(delivery) is { } pushedAt && !(pushedAt > firstPush))
            {
                firstPush = pushedAt;
            }

            scenario.Deliveries.Add(
                new DeliveryDescription
                {
                    File = new Located<string>(Path.GetFullPath(file), 0),
                    At = TimeSpan.FromSeconds(scenario.Deliveries.Count),
                    FileIsPushTo = task,
                }
            );
        }

        scenario.OnlyInvariants = true;
        if (firstPush is { } first)
        {
            // QA is at work about a minute after the beginning.
            scenario.Start = first - TimeSpan.FromMinutes(2);
        }

        if (scenario.World.Repositories.Count == 0)
        {
            scenario.World.Repositories.Add(new RepositoryDescription { Name = "acme/shop", Id = 1296269123 });
        }

        if (scenario.World.Tasks.Count > 0)
        {
            scenario.StartWhen.Add(new Located<Condition>(Condition.Parse("cleo running"), 0));
        }

        ScenarioDefaults.Apply(scenario);
        return scenario;
    }

    /// <summary>Adds the repository and the task that a push is to; null where it is no push to a task's branch.</summary>
    private static string? AddTask(Scenario scenario, Delivery delivery)
    {
        if (Parse(delivery) is not { } body || body["repository"]?["full_name"] is not JsonValue repository)
        {
            return null;
        }

        var name = repository.ToString();
        if (!scenario.World.Repositories.Exists(known => known.Name == name))
        {
            scenario.World.Repositories.Add(
                new RepositoryDescription { Name = name, Id = (long?)body["repository"]!["id"]?.AsValue() ?? 1 }
            );
        }

        var match = TaskBranch().Match(body["ref"]?.ToString() ?? "");
        if (!match.Success)
        {
            return null;
        }

        var number = int.Parse(match.Groups["id"].Value, System.Globalization.CultureInfo.InvariantCulture);
        var known = scenario.World.Tasks.Find(task => task.Task == number && task.Repository == name);
        if (known is null)
        {
            known = new TaskDescription
            {
                Name = $"task-{number}-of-{name.Replace('/', '-')}",
                Task = number,
                Repository = name,
                Branch = match.Groups["branch"].Value,
            };
            scenario.World.Tasks.Add(known);
        }

        return known.Name;
    }

    private static DateTimeOffset? PushedAt(Delivery delivery) =>
        Parse(delivery)?["repository"]?["pushed_at"] is JsonValue value && value.TryGetValue<long>(out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static JsonObject? Parse(Delivery delivery)
    {
        try
        {
            return JsonNode.Parse(delivery.Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\Arefs/heads/(?<branch>(feature/)?task-(?<id>[1-9][0-9]{0,8})(-.+)?)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex TaskBranch();
}
