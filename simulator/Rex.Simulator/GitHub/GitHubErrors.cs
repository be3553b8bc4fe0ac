using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub;

/// <summary>GitHub's error bodies, word for word: clients tell "no such label" from "no access" by the message alone.</summary>
internal static class GitHubErrors
{
    public static JsonObject NotFound => Error("Not Found", "404", "https://docs.github.com/rest");

    public static JsonObject LabelDoesNotExist =>
        Error("Label does not exist", "404", "https://docs.github.com/rest/issues/labels#remove-a-label-from-an-issue");

    public static JsonObject BadCredentials => Error("Bad credentials", "401", "https://docs.github.com/rest");

    public static JsonObject RequiresAuthentication => Error("Requires authentication", "401", "https://docs.github.com/rest");

    public static JsonObject BranchNotFound =>
        Error("Branch not found", "404", "https://docs.github.com/rest/branches/branches#get-a-branch");

    public static JsonObject Invalid(string field)
    {
        var error = Error("Validation Failed", "422", "https://docs.github.com/rest/issues/labels#add-labels-to-an-issue");
        error["errors"] = new JsonArray(
            new JsonObject
            {
                ["resource"] = "Label",
                ["field"] = field,
                ["code"] = "invalid",
            }
        );
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
