using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rex.Adapters.GitHub;

/// <summary>GitHub's JSON. What a record needs must be there: an answer without it is no answer.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(GitHubError))]
[JsonSerializable(typeof(GitHubInstallation))]
[JsonSerializable(typeof(InstallationToken))]
[JsonSerializable(typeof(IReadOnlyList<GitHubDelivery>))]
[JsonSerializable(typeof(IReadOnlyList<GitHubLabel>))]
[JsonSerializable(typeof(IReadOnlyList<GitHubPull>))]
internal sealed partial class GitHubJson : JsonSerializerContext;
