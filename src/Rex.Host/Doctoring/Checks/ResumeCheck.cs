using System.Text.Json;
using Rex.Adapters.Kubernetes;
using Rex.Host.Linting;
using Rex.Host.Linting.Rules;

namespace Rex.Host.Doctoring.Checks;

/// <summary>No Sensor resumes workflows without saying which gate: such a resume carries a task past QA, right before or after a restart.</summary>
internal sealed class ResumeCheck(ApiClient api, string @namespace)
    : OptionalCheck("sensors", "kubectl get sensors -o yaml > sensors.yaml; rex lint sensors.yaml (REX501).")
{
    private static readonly ResourceType Sensors = new("argoproj.io", "v1alpha1", "sensors");

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken)
    {
        if (!(await api.ServedAsync(Sensors, cancellationToken)).Contains(Sensors.Plural))
        {
            return [Ok("the cluster has no Sensors")];
        }

        var sensors = (await new ResourceClient(api, Sensors, @namespace).ListAsync(ResourceQuery.All, cancellationToken)).Items;
        var rule = new ResumeWithoutSelector();
        List<string> found = [.. sensors.Where(sensor => Breaks(rule, sensor)).Select(sensor => sensor.Name())];
        return found.Count == 0
            ? [Ok($"none of {sensors.Count} Sensors in {@namespace} resumes without a selector")]
            : [.. found.Select(name => Warn($"Sensor {name}: {rule.Description.Title}", rule.Description.Fix))];
    }

    private static bool Breaks(LintRule rule, JsonElement sensor)
    {
        var reader = new ManifestReader();
        reader.ReadText(sensor.Name(), sensor.GetRawText());
        return new Linter([rule]).Run(reader).Findings.Any(finding => finding.Rule == rule.Description);
    }
}
