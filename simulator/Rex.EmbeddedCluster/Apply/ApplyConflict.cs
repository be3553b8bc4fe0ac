using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Apply;

/// <summary>The answer to an apply that would change what others own, worded as in <c>k8s.io/apimachinery/pkg/util/managedfields</c>.</summary>
internal static class ApplyConflict
{
    public static ApiException Of(IReadOnlyList<(string Manager, FieldSet Fields)> conflicts)
    {
        var each = conflicts.SelectMany(c => c.Fields.Paths().Select(path => (c.Manager, Path: path))).ToList();
        var causes = each.Select(c => new StatusCause("FieldManagerConflict", $"conflict with {c.Manager}", c.Path).ToJson());
        return new ApiException(409, "Conflict", Message(each), JsonMap.Of(("causes", JsonList.Of(causes))));
    }

    private static string Message(List<(string Manager, string Path)> conflicts)
    {
        if (conflicts.Count == 1)
        {
            return $"Apply failed with 1 conflict: conflict with {conflicts[0].Manager}: {conflicts[0].Path}";
        }

        var lines = conflicts
            .GroupBy(c => c.Manager)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => g.Select(c => $"- {c.Path}").Prepend($"conflicts with {g.Key}:"));
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', lines)}";
    }
}
