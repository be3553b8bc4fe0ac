using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub;

/// <summary>GitHub's error bodies, word for word: clients tell "no such label" from "no access" by the message alone.</summary>
internal static class GitHubErrors
{
    /// <summary>What GitHub shows when it is down, whatever was asked for.</summary>
    public const string OutagePage = "<!DOCTYPE html><html><head><title>Unicorn! &middot; GitHub</title></head><body></body></html>";

    public static JsonObject NotFound => Error("Not Found", "404", "https://docs.github.com/rest");

    public static JsonObject LabelDoesNotExist =>
        Error("Label does not exist", "404", "https://docs.github.com/rest/issues/labels#remove-a-label-from-an-issue");

    public static JsonObject BadCredentials => Error("Bad credentials", "401", "https://docs.github.com/rest");

    public static JsonObject RequiresAuthentication => Error("Requires authentication", "401", "https://docs.github.com/rest");

    /// <summary>The hour's budget is used up.</summary>
    public static JsonObject PrimaryLimit =>
        Error(
            "API rate limit exceeded for installation ID 48120233.",
            "403",
            "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api"
        );

    /// <summary>Too much within a minute, or at once.</summary>
    public static JsonObject SecondaryLimit(int status) =>
        Error(
            "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
            status.ToString(CultureInfo.InvariantCulture),
            "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits"
        );

    public static JsonObject NoLabels =>
        Invalid(
            new JsonObject
            {
                ["resource"] = "Label",
                ["field"] = "labels",
                ["code"] = "missing_field",
            }
        );

    /// <summary>GitHub takes no more since July 2018.</summary>
    public static JsonObject TooManyLabels =>
        Invalid(
            new JsonObject
            {
                ["resource"] = "Label",
                ["field"] = "labels",
                ["code"] = "custom",
                ["message"] = "Issues cannot have more than 100 labels",
            }
        );

    private static JsonObject Invalid(JsonObject problem)
    {
        var error = Error("Validation Failed", "422", "https://docs.github.com/rest/issues/labels#add-labels-to-an-issue");
        error["errors"] = new JsonArray(problem);
        return error;
    }

    private static JsonObject Error(string message, string status, string documentation) =>
        new()
        {
            ["message"] = message,
            ["documentation_url"] = documentation,
            ["status"] = status,
        };
}
