using CsCheck;

namespace Rex.Embedded.Tests.Differential;

/// <summary>A kind of which objects are written: what its bodies and its patches may hold. All texts are members of an object, without braces.</summary>
internal sealed record DifferentialKind(string Plural, string ApiVersion, string Kind)
{
    /// <summary>Gets what an object holds beside its type and metadata.</summary>
    public required Gen<string> Content { get; init; }

    /// <summary>Gets what a merge patch changes beside metadata.</summary>
    public required Gen<string> Changes { get; init; }

    /// <summary>Gets operations of a JSON patch.</summary>
    public required Gen<string> Operations { get; init; }

    /// <summary>Gets what a strategic merge patch changes.</summary>
    public required Gen<string> Strategic { get; init; }

    /// <summary>Gets statuses, also for kinds that have none: they are asked all the same.</summary>
    public required Gen<string> Statuses { get; init; }

    /// <summary>Gets field selectors.</summary>
    public required Gen<string> Fields { get; init; }

    public string Collection =>
        ApiVersion == "v1" ? $"/api/v1/namespaces/<namespace>/{Plural}" : $"/apis/{ApiVersion}/namespaces/<namespace>/{Plural}";
}
