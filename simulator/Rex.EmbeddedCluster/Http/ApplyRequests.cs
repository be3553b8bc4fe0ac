using Microsoft.AspNetCore.Http;
using Rex.Embedded.Apply;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Http;

/// <summary>PATCH with a configuration to apply. Clients send it as YAML or as the JSON that YAML includes; JSON alone is understood.</summary>
internal sealed class ApplyRequests(ClusterState state, ObjectCreation creation, ObjectUpdate update)
{
    public const string MediaType = "application/apply-patch+yaml";

    /// <summary>Applies what a request sends.</summary>
    /// <returns>The object, and whether it was made by this.</returns>
    public async Task<(StoredObject Object, bool Created)> ApplyAsync(HttpRequest request, ObjectTarget target, WritePart part)
    {
        var options = request.WriteOptions();
        var name = request.Query["fieldManager"].ToString();
        if (name.Length == 0)
        {
            var cause = StatusCause.Required("fieldManager", "is required for apply patch");
            throw ApiErrors.Invalid("meta.k8s.io", "PatchOptions", "", [cause]);
        }

        var applied = Read(await BodyReading.ReadAsync(request), target, options);
        var subresource = part == WritePart.Status ? "status" : "";
        var manager = new FieldManager(name, FieldManager.Apply, target.Kind.ApiVersion, subresource);
        var force = request.Query.Truth("force");
        while (true)
        {
            if (part == WritePart.Main && state.Store.Get(target.Kind.Stored, target.Key) is null)
            {
                try
                {
                    var owned = FieldOwnership.Apply(target.Kind, null, applied, manager, force, state.Now());
                    var owners = owned.At("metadata", "managedFields");
                    return (creation.Create(target.Kind, target.Namespace, applied, options, owners), true);
                }
                catch (ApiException exists) when (exists.Reason == "AlreadyExists")
                {
                    // Somebody else was quicker: apply to that.
                }
            }

            return (
                update.Apply(target, live => FieldOwnership.Apply(target.Kind, live, applied, manager, force, state.Now()), part, options),
                false
            );
        }
    }

    private static JsonMap Read(byte[] body, ObjectTarget target, WriteOptions options)
    {
        if (BodyReading.Parse(body, options.Strict) is not JsonMap json)
        {
            throw ApiErrors.BadRequest("error decoding YAML: the configuration is no object");
        }

        if (json.At("metadata", "managedFields") is not (null or JsonNull))
        {
            throw ApiErrors.BadRequest("metadata.managedFields must be nil");
        }

        // What the server fills in belongs to nobody: the configuration is taken as it was sent.
        var applied = ObjectIntake.DecodeApplied(target.Kind, json, target.Namespace, options);
        ObjectUpdate.CheckName(target, applied);
        return applied;
    }
}
