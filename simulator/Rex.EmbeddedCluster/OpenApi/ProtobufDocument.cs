using Rex.Embedded.Json;

namespace Rex.Embedded.OpenApi;

/// <summary>
/// An OpenAPI v2 document in protobuf, with the field numbers of <c>gnostic</c>'s OpenAPIv2.proto: the only form of it that kubectl asks for.
/// </summary>
internal static class ProtobufDocument
{
    public const string MediaType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    /// <summary>Clients call it by this name, which is no media type.</summary>
    public const string OldMediaType = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    private static readonly Dictionary<string, int> Methods = new(StringComparer.Ordinal)
    {
        ["get"] = 2,
        ["put"] = 3,
        ["post"] = 4,
        ["delete"] = 5,
        ["patch"] = 8,
    };

    public static byte[] Write(JsonMap document)
    {
        var writer = new ProtobufWriter();
        writer.Text(1, document.Text("swagger")!);
        writer.Message(
            2,
            info =>
            {
                info.Text(1, document.Map("info")!.Text("title")!);
                info.Text(2, document.Map("info")!.Text("version")!);
            }
        );
        writer.Message(8, paths => Named(paths, 2, document.Map("paths")!, Path));
        writer.Message(9, definitions => Named(definitions, 1, document.Map("definitions")!, ProtobufSchema.Write));
        return writer.Written.ToArray();
    }

    /// <summary>Writes a map as a list of names with values.</summary>
    public static void Named(ProtobufWriter writer, int field, JsonMap entries, Action<ProtobufWriter, JsonMap> write)
    {
        foreach (var (name, value) in entries)
        {
            writer.Message(
                field,
                entry =>
                {
                    entry.Text(1, name);
                    entry.Message(2, inner => write(inner, value as JsonMap ?? JsonMap.Empty));
                }
            );
        }
    }

    /// <summary>Writes what begins with <c>x-</c>, each value as text.</summary>
    public static void Extensions(ProtobufWriter writer, int field, JsonMap owner)
    {
        foreach (var (name, value) in owner.Where(p => p.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            writer.Message(
                field,
                entry =>
                {
                    entry.Text(1, name);

                    // YAML is wanted; JSON is YAML.
                    entry.Message(2, any => any.Text(2, value.ToString() + "\n"));
                }
            );
        }
    }

    private static void Path(ProtobufWriter writer, JsonMap path)
    {
        foreach (var (method, operation) in path)
        {
            writer.Message(Methods[method], o => Operation(o, (JsonMap)operation));
        }
    }

    private static void Operation(ProtobufWriter writer, JsonMap operation)
    {
        foreach (var type in operation.List("consumes")?.OfType<JsonText>() ?? [])
        {
            writer.Text(7, type.Value);
        }

        foreach (var parameter in operation.List("parameters")?.OfType<JsonMap>() ?? [])
        {
            // Within the item a parameter, within it one that is not the body, within it one of the query.
            writer.Message(8, item => item.Message(1, p => p.Message(2, other => other.Message(3, query => Parameter(query, parameter)))));
        }

        writer.Message(
            9,
            responses =>
                Named(responses, 1, operation.Map("responses")!, (w, r) => w.Message(1, inner => inner.Text(1, r.Text("description")!)))
        );
        Extensions(writer, 13, operation);
    }

    private static void Parameter(ProtobufWriter writer, JsonMap parameter)
    {
        writer.Text(2, parameter.Text("in")!);
        writer.Text(4, parameter.Text("name")!);
        writer.Text(6, parameter.Text("type")!);
        writer.Truth(20, parameter.Truth("uniqueItems") == true);
    }
}
