using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Expressions;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Events;

/// <summary>A Sensor with one dependency and one trigger, which creates a resource.</summary>
internal sealed class Sensor
{
    private readonly IReadOnlyList<DataFilter> filters;
    private readonly IReadOnlyList<TriggerParameter> parameters;
    private readonly JsonObject resource;

    /// <exception cref="FormatException">The manifest asks for what is not understood here.</exception>
    public Sensor(JsonObject manifest)
    {
        var dependency = Single(manifest["spec"] as JsonObject, "dependencies");
        Source = dependency.Text("eventSourceName") ?? "";
        Event = dependency.Text("eventName") ?? "";
        var allFilters = dependency["filters"] as JsonObject;
        if (allFilters?.Select(filter => filter.Key).Except(["data"]).FirstOrDefault() is { } unknown)
        {
            throw new FormatException($"filters.{unknown} is not understood");
        }

        filters = [.. allFilters.Objects("data").Select(DataFilter.Of)];
        var trigger = Single(manifest["spec"] as JsonObject, "triggers");
        var template = trigger["template"].At("k8s") as JsonObject ?? throw new FormatException("only a trigger of k8s is understood");
        if (template.Text("operation") != "create" || trigger["parameters"] is not null)
        {
            throw new FormatException("only a trigger that creates, with parameters of its resource, is understood");
        }

        resource = template["source"].At("resource") as JsonObject ?? throw new FormatException("the trigger has no resource");
        parameters = [.. template.Objects("parameters").Select(TriggerParameter.Of)];
        Retries = TriggerRetries.Of(trigger);
    }

    /// <summary>The EventSource that its events come from.</summary>
    public string Source { get; }

    /// <summary>Which of that one's events.</summary>
    public string Event { get; }

    /// <summary>How often the trigger is tried.</summary>
    public TriggerRetries Retries { get; }

    /// <summary>Why an event does not pass the filters; null where it does.</summary>
    public string? WhyNot(JsonObject data)
    {
        try
        {
            return filters.Select(filter => filter.WhyNot(data)).FirstOrDefault(why => why is not null);
        }
        catch (ExpressionException error)
        {
            return error.Message;
        }
    }

    /// <summary>What the trigger creates for an event.</summary>
    /// <exception cref="TriggerException">A parameter has no value.</exception>
    public JsonObject ResourceFor(JsonObject data)
    {
        var filled = (JsonObject)resource.DeepClone();
        foreach (var parameter in parameters)
        {
            parameter.Apply(data, filled);
        }

        return filled;
    }

    private static JsonObject Single(JsonObject? spec, string list) =>
        spec.Objects(list).ToList() is [var only] ? only : throw new FormatException($"not one but several or no {list}");
}
