using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Engine;

/// <summary>The outputs of a suspend node, which somebody supplies.</summary>
internal static class SuppliedOutputs
{
    /// <summary>Gives each output that nobody has supplied its default.</summary>
    /// <exception cref="TemplateErrorException">One has neither value nor default.</exception>
    public static void FillDefaults(JsonObject? outputs)
    {
        foreach (var parameter in outputs.Objects("parameters"))
        {
            if (parameter["valueFrom"] is not JsonObject valueFrom || !valueFrom.ContainsKey("supplied"))
            {
                continue;
            }

            if (valueFrom["default"] is not { } value)
            {
                throw new TemplateErrorException(
                    $"raw output parameter '{parameter.Text("name")}' has not been set and does not have a default value"
                );
            }

            parameter["value"] = value.DeepClone();
            parameter.Remove("valueFrom");
        }
    }
}
