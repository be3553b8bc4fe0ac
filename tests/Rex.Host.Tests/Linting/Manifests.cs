namespace Rex.Host.Tests.Linting;

/// <summary>Manifests around the one part that a test is about.</summary>
internal static class Manifests
{
    /// <summary>A Sensor with one trigger.</summary>
    /// <param name="template">What stands in its template.</param>
    /// <param name="beside">What stands beside the template.</param>
    public static string Trigger(string template, string beside = "") =>
        $"""
            apiVersion: argoproj.io/v1alpha1
            kind: Sensor
            metadata:
              name: a
            spec:
              triggers:
                - template:
                    name: t
                    {template}
                  {beside}
            """;

    /// <summary>A Sensor with one data filter.</summary>
    public static string Filter(string filter) =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: Sensor\nspec:\n  dependencies:\n    - name: d\n      filters:\n        data:\n          - {filter}\n";

    /// <summary>A Sensor with a parameter that writes a label.</summary>
    public static string LabelParameter(string source) =>
        $"""
            apiVersion: argoproj.io/v1alpha1
            kind: Sensor
            spec:
              triggers:
                - template:
                    name: t
                    k8s:
                      operation: create
                      parameters:
                        - dest: metadata.labels.a
                          src:
                            {source}
            """;

    /// <summary>A WorkflowTemplate with one template.</summary>
    public static string Workflow(string template) =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata:\n  name: w\nspec:\n  templates:\n    - name: main\n      {template}\n";

    /// <summary>A WorkflowTemplate that runs a script.</summary>
    public static string Script(string script) =>
        Workflow(
            "script:\n        image: kubectl\n        command: [sh]\n        source: |\n          "
                + script.Replace("\n", "\n          ", StringComparison.Ordinal)
        );
}
