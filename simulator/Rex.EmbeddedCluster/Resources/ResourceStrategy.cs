using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Validation;

namespace Rex.Embedded.Resources;

/// <summary>
/// What differs from kind to kind, named after the strategies in <c>k8s.io/apiserver/pkg/registry/rest</c>. The base class is an ordinary built-in kind.
/// </summary>
internal class ResourceStrategy
{
    public static readonly ResourceStrategy Plain = new();

    /// <summary>Gets whether an update may come without a resourceVersion.</summary>
    public virtual bool AllowsUnconditionalUpdate => true;

    /// <summary>Gets whether an update of a missing object makes it.</summary>
    public virtual bool AllowsCreateOnUpdate => false;

    /// <summary>Gets whether DELETE answers with the object and not with a Status.</summary>
    public virtual bool ReturnsDeletedObject => false;

    /// <summary>Gets what becomes of dependents when neither the request nor a finalizer says so.</summary>
    public virtual PropagationDefault DefaultPropagation => PropagationDefault.Background;

    /// <summary>Gets whether a change of anything but metadata and status counts in <c>metadata.generation</c>.</summary>
    public virtual bool CountsGenerations => false;

    /// <summary>Gets whether a finalizer without a domain has to be one that the server itself knows: not in the newer parts of the server.</summary>
    public virtual bool KnowsPlainFinalizers => true;

    /// <summary>Gets whether strategic merge patches are understood.</summary>
    public virtual bool SupportsStrategicMerge => true;

    /// <summary>Gets the rule for names.</summary>
    public virtual NameRule NameRule => NameRule.Subdomain;

    /// <summary>Fills in a new object's defaults and drops what a client may not set.</summary>
    public virtual JsonMap PrepareForCreate(JsonMap obj) => CountsGenerations ? obj.WithMetadata("generation", 1) : obj;

    /// <summary>Fills in an updated object's defaults and keeps what a client may not change. Both carry their status.</summary>
    public virtual JsonMap PrepareForUpdate(JsonMap obj, JsonMap old) =>
        CountsGenerations && !JsonData.DeepEquals(WithoutStatusAndMetadata(obj), WithoutStatusAndMetadata(old))
            ? obj.WithMetadata("generation", ObjectMetadata.Of(old).Generation + 1)
            : obj;

    /// <summary>Takes from a write to <c>/status</c> what may be changed there.</summary>
    public virtual JsonMap PrepareForStatusUpdate(JsonMap obj, JsonMap old) =>
        old.With("metadata", obj["metadata"]).With("status", obj["status"]);

    /// <summary>Finds faults of a new or changed object, metadata aside.</summary>
    public virtual void Validate(JsonMap obj, JsonMap? old, ICollection<StatusCause> causes) { }

    /// <summary>Gets the seconds that a deletion waits for, or null for kinds that do not delete gracefully.</summary>
    public virtual long? GraceOf(JsonMap obj, long? asked) => null;

    /// <summary>Gets the value of a field that field selectors may name besides name and namespace.</summary>
    /// <returns>The value, empty where the object has none, or null where the field cannot be selected by.</returns>
    public virtual string? SelectableField(JsonMap obj, string field) => null;

    protected static JsonMap WithoutStatusAndMetadata(JsonMap obj) => obj.Without("metadata").Without("status");
}
