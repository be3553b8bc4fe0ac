namespace Rex.Embedded.Http;

/// <summary>The form that a client wants objects in.</summary>
internal enum AnswerForm
{
    /// <summary>As they are.</summary>
    Object,

    /// <summary>As the rows of a table (<c>as=Table</c>).</summary>
    Table,

    /// <summary>Their metadata only (<c>as=PartialObjectMetadata</c>).</summary>
    Metadata,

    /// <summary>A list of their metadata (<c>as=PartialObjectMetadataList</c>).</summary>
    MetadataList,
}
