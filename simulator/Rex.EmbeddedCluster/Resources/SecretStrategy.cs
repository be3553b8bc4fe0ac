using System.Text;
using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>Secrets: <c>stringData</c> is write-only and lands in <c>data</c>.</summary>
internal sealed class SecretStrategy : ResourceStrategy
{
    public static readonly SecretStrategy Instance = new();

    public override JsonMap PrepareForCreate(JsonMap obj) => PodDefaults.Default(WithStringData(obj), "type", "Opaque");

    public override JsonMap PrepareForUpdate(JsonMap obj, JsonMap old) =>
        PodDefaults.Default(WithStringData(obj), "type", old["type"] ?? "Opaque");

    public override string? SelectableField(JsonMap obj, string field) => field == "type" ? obj.Text("type") ?? "" : null;

    private static JsonMap WithStringData(JsonMap obj)
    {
        if (obj.Map("stringData") is not { } texts)
        {
            return obj.Without("stringData");
        }

        var data = (obj.Map("data") ?? JsonMap.Empty).ToBuilder();
        foreach (var (name, value) in texts)
        {
            data.Set(name, new JsonText(Convert.ToBase64String(Encoding.UTF8.GetBytes((value as JsonText)?.Value ?? ""))));
        }

        return obj.Without("stringData").With("data", data.Build());
    }
}
