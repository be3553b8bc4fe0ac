using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Http;

/// <summary>Where a paged list goes on: the resource version of its first page, and the last object given.</summary>
internal sealed record ContinueToken(long Revision, ObjectKey After)
{
    public static ContinueToken Parse(string text)
    {
        try
        {
            var json = JsonReading.Parse(Base64Url.DecodeFromChars(text)) as JsonMap;
            if (json?.Integer("rv") is { } revision && json.Text("namespace") is { } ns && json.Text("name") is { } name)
            {
                return new ContinueToken(revision, new ObjectKey(ns, name));
            }
        }
        catch (FormatException)
        {
            // Reported below.
        }
        catch (JsonException)
        {
            // Reported below.
        }

        throw ApiErrors.BadRequest("continue key is not valid: illegal base64 data or unknown version");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes(
                JsonMap.Of(("v", "meta.k8s.io/v1"), ("rv", Revision), ("namespace", After.Namespace), ("name", After.Name)).ToString()
            )
        );
}
