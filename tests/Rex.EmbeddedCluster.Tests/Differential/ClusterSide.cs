using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rex.Embedded.Json;
using Rex.Embedded.Patching;
using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Differential;

/// <summary>One of the two clusters as one sequence of calls sees it: what it answered so far, and the names that both sides have for it.</summary>
internal sealed partial class ClusterSide(ApiClient api, string ns)
{
    /// <summary>A uid that no object has.</summary>
    public const string NoUid = "7a1d8b5e-0000-4000-8000-000000000000";

    private readonly Dictionary<string, JsonObject> _objects = [];
    private readonly Dictionary<string, List<string>> _versions = [];
    private readonly Dictionary<string, string> _generated = [];
    private readonly AnswerNormalization _normalization = new();
    private string _token = "none";

    /// <summary>Gets the last answer as it was.</summary>
    public string Last { get; private set; } = "";

    /// <summary>Makes a call.</summary>
    /// <returns>The answer in the form that is the same on both sides.</returns>
    public async Task<JsonObject> SendAsync(ApiCall call, int step)
    {
        var about = Fill(call.Of ?? "", step, "");
        var path = Fill(call.Path, step, about);
        var body = call.Body is null ? null : Fill(call.Body, step, about);
        if (call.Changes && _objects.TryGetValue(about, out var known))
        {
            body = MergePatch.Apply(Parse(known.ToJsonString()), Parse(body!)).ToString();
        }

        var answer = await api.SendAsync(new HttpMethod(call.Method), path, body, call.Type);
        Last = $"{(int)answer.Code} {answer.Text}";
        Remember(path, answer);
        return _normalization.Of(answer);
    }

    /// <summary>
    /// Fills in what only this side knows: <c>&lt;namespace&gt;</c>; <c>&lt;step&gt;</c>; <c>&lt;token&gt;</c>, to read on after the last page that had one;
    /// <c>&lt;generated configmaps&gt;</c>, the last generated name of a kind; and of the object that the call is about, or of another one
    /// (<c>&lt;uid configmaps/a&gt;</c>), <c>&lt;name&gt;</c>, <c>&lt;uid&gt;</c>, and the newest and the first known <c>&lt;version&gt;</c> and <c>&lt;old&gt;</c>.
    /// </summary>
    private string Fill(string text, int step, string about) =>
        Placeholder()
            .Replace(
                text,
                match =>
                {
                    var of = match.Groups["of"].Success ? match.Groups["of"].Value : about;
                    return match.Groups["what"].Value switch
                    {
                        "namespace" => ns,
                        "step" => step.ToString(System.Globalization.CultureInfo.InvariantCulture),
                        "token" => Uri.EscapeDataString(_token),
                        "name" => of.Split('/')[^1],
                        "uid" => (string?)_objects.GetValueOrDefault(of)?["metadata"]!["uid"] ?? NoUid,
                        "version" => _versions.GetValueOrDefault(of)?[^1] ?? "1",
                        "old" => _versions.GetValueOrDefault(of)?[0] ?? "1",
                        "generated" => _generated.GetValueOrDefault(of) ?? "gen-none",
                        _ => match.Value,
                    };
                }
            );

    private void Remember(string path, ApiAnswer answer)
    {
        if ((int)answer.Code >= 300 || path.Contains("dryRun", StringComparison.Ordinal))
        {
            return;
        }

        var plural = Plural().Match(path).Groups[1].Value;
        if (answer["items"] is JsonArray items)
        {
            _token = (string?)answer["metadata.continue"] is { Length: > 0 } token ? token : _token;
            foreach (var item in items.OfType<JsonObject>())
            {
                // Items do not say what kind they are of, but what is replaced has to.
                var whole = item.DeepClone().AsObject();
                whole["apiVersion"] = (string?)answer["apiVersion"];
                whole["kind"] = ((string)answer["kind"]!).Replace("List", "", StringComparison.Ordinal);
                Remember(plural, whole);
            }
        }
        else if (answer["metadata.uid"] is not null)
        {
            Remember(plural, answer.Body.DeepClone().AsObject());
        }
    }

    private void Remember(string plural, JsonObject obj)
    {
        var name = (string)obj["metadata"]!["name"]!;
        if (obj["metadata"]!["generateName"] is not null)
        {
            _generated[plural] = name;
        }

        var key = $"{plural}/{name}";
        _objects[key] = obj;
        var version = (string)obj["metadata"]!["resourceVersion"]!;
        if (!_versions.TryGetValue(key, out var versions))
        {
            _versions[key] = versions = [];
        }

        versions.Add(version);
    }

    private static JsonMap Parse(string text) => (JsonMap)JsonReading.Parse(System.Text.Encoding.UTF8.GetBytes(text), null);

    [GeneratedRegex("<(?<what>[a-z]+)(?: (?<of>[^>]+))?>")]
    private static partial Regex Placeholder();

    [GeneratedRegex("/namespaces/[^/]+/([a-z]+)")]
    private static partial Regex Plural();
}
