namespace Rex.Embedded.Storage;

/// <summary>Where an object is kept within its resource. The namespace is empty for cluster-scoped resources.</summary>
internal readonly record struct ObjectKey(string Namespace, string Name) : IComparable<ObjectKey>
{
    /// <summary>Sorts as etcd does: bytewise by the path <c>namespace/name</c>, so that a namespace's objects are contiguous.</summary>
    public int CompareTo(ObjectKey other)
    {
        var byNamespace = string.CompareOrdinal(Namespace + "/", other.Namespace + "/");
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(Name, other.Name);
    }
}
