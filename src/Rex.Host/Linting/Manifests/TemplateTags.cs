namespace Rex.Host.Linting.Manifests;

/// <summary>
/// Keeps <c>{{…}}</c> of Argo Workflows alive while a manifest that is written as text is parsed: an unquoted one would begin a mapping. Characters that
/// stand in no manifest take the braces' place, as many as there were.
/// </summary>
internal static class TemplateTags
{
    private const string Open = "\uE000\uE000";
    private const string Close = "\uE001\uE001";

    /// <summary>The text without a brace of a tag.</summary>
    public static string Hide(string text) =>
        text.Replace("{{", Open, StringComparison.Ordinal).Replace("}}", Close, StringComparison.Ordinal);

    /// <summary>The text as it was.</summary>
    public static string Restore(string text) =>
        text.Contains('\uE000', StringComparison.Ordinal) || text.Contains('\uE001', StringComparison.Ordinal)
            ? text.Replace(Open, "{{", StringComparison.Ordinal).Replace(Close, "}}", StringComparison.Ordinal)
            : text;
}
