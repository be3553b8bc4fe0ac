namespace Rex.Embedded.Http.Protobuf;

/// <summary>One field of a message.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Type">How to read it.</param>
/// <param name="Message">What is in it, where it is a message.</param>
/// <param name="Repeated">Whether it is a list.</param>
internal sealed record ProtobufField(string Name, ProtobufType Type, ProtobufMessage? Message = null, bool Repeated = false);
