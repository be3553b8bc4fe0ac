using System.Text.Json;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using Rex.Adapters.Remediations;
using Rex.Adapters.Remediations.Requests;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.Remediations;

public sealed class RemediationDefinitionTests
{
    private static readonly V1CustomResourceDefinition Definition = KubernetesYaml.Deserialize<V1CustomResourceDefinition>(
        RemediationDefinition.Yaml,
        strict: true
    );

    private static readonly V1JSONSchemaProps Schema = Definition.Spec.Versions.Single().Schema.OpenAPIV3Schema;

    [Fact]
    public void Yaml_Definition_HasTheNamesThatTheApiServerAsksFor()
    {
        Definition.Metadata.Name.ShouldBe(RemediationDefinition.Name);
        Definition.Metadata.Name.ShouldBe($"{Definition.Spec.Names.Plural}.{Definition.Spec.Group}");
        Definition.Spec.Versions.Single().Subresources.Status.ShouldNotBeNull();
    }

    [Fact]
    public void Yaml_PrinterColumns_ShowWhatAnOperatorLooksFor() =>
        Definition
            .Spec.Versions.Single()
            .AdditionalPrinterColumns.Where(column => column.Priority is null or 0)
            .Select(column => column.Name)
            .ShouldBe(["Task", "Repository", "Phase", "Step", "Reason", "Attempts", "Next", "Age"]);

    [Fact]
    public void Yaml_PrinterColumns_LeadToFieldsOfTheSchema()
    {
        foreach (var column in Definition.Spec.Versions.Single().AdditionalPrinterColumns.Where(column => column.Name != "Age"))
        {
            var field = column
                .JsonPath.Split('.', StringSplitOptions.RemoveEmptyEntries)
                .Aggregate(Schema, (schema, name) => schema.Properties[name]);
            field.Type.ShouldBe(column.Type);
        }
    }

    [Theory]
    [InlineData("repository", "\"5dlabs/cto.js\"", true)]
    [InlineData("repository", "\"no-owner\"", false)]
    [InlineData("repository", "\"a/b\\nc/d\"", false)]
    [InlineData("repositoryId", "1296269123", true)]
    [InlineData("repositoryId", "0", false)]
    [InlineData("ref", "\"refs/heads/task-3\"", true)]
    [InlineData("ref", "\"refs/tags/v1\"", false)]
    [InlineData("before", "\"0000000000000000000000000000000000000000\"", true)]
    [InlineData("before", "\"abc\"", false)]
    [InlineData("after", "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"", true)]
    [InlineData("after", "\"0123456789ABCDEF0123456789ABCDEF01234567\"", false)]
    [InlineData("pushedAt", "1772366400", true)]
    [InlineData("pushedAt", "\"2026-03-01T12:00:00Z\"", false)]
    [InlineData("pushedAt", "-1", false)]
    [InlineData("task", "999999999", true)]
    [InlineData("task", "1000000000", false)]
    [InlineData("task", "0", false)]
    public void Yaml_FactsOfThePush_AreChecked(string field, string value, bool isAllowed) =>
        Allows(Schema.Properties["spec"].Properties[field], JsonElement.Parse(value)).ShouldBe(isAllowed);

    [Fact]
    public void Yaml_FactsThatThePushIsIdentifiedBy_AreRequired()
    {
        Schema.Required.ShouldBe(["spec"]);
        var alternatives = Schema.Properties["spec"].OneOf;
        alternatives[0].Required.ShouldBe(["repository", "repositoryId", "ref", "before", "after", "pushedAt", "task"], ignoreOrder: true);
        alternatives[1].Required.ShouldBe(["event"]);
        alternatives.Count.ShouldBe(2);
    }

    [Fact]
    public void Yaml_Enumerations_AreThoseOfTheCode()
    {
        var status = Schema.Properties["status"].Properties;
        status["phase"]
            .EnumProperty.Select(Convert.ToString)
            .ShouldBe([.. Enum.GetNames<RemediationPhase>(), .. Enum.GetNames<RequestPhase>()]);
        status["step"].EnumProperty.Select(Convert.ToString).ShouldBe(Enum.GetNames<StepName>());
    }

    /// <summary>What the API server checks of these fields.</summary>
    private static bool Allows(V1JSONSchemaProps schema, JsonElement value) =>
        (schema.Type, value.ValueKind) switch
        {
            ("string", JsonValueKind.String) => Regex.IsMatch(value.GetString()!, schema.Pattern ?? "")
                && value.GetString()!.Length <= (schema.MaxLength ?? long.MaxValue),
            ("integer", JsonValueKind.Number) => value.GetInt64() >= (schema.Minimum ?? double.MinValue)
                && value.GetInt64() <= (schema.Maximum ?? double.MaxValue),
            _ => false,
        };
}
