namespace Rex.Embedded.Storage;

internal enum ChangeType
{
    Added,
    Modified,
    Deleted,
}
