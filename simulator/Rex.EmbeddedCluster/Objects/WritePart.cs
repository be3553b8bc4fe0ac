namespace Rex.Embedded.Objects;

/// <summary>Which part of an object a write is about.</summary>
internal enum WritePart
{
    /// <summary>All but the status, where that is a subresource.</summary>
    Main,

    /// <summary>The <c>/status</c> subresource.</summary>
    Status,

    /// <summary>The <c>/finalize</c> subresource of namespaces.</summary>
    NamespaceFinalizers,
}
