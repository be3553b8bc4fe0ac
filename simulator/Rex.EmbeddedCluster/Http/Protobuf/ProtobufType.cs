namespace Rex.Embedded.Http.Protobuf;

/// <summary>How a field is to be read.</summary>
internal enum ProtobufType
{
    Text,
    Bytes,
    Truth,
    Integer,
    Time,
    Message,
    TextMap,
    BytesMap,
}
