using System.Buffers;
using System.Text;

namespace Rex.Embedded.OpenApi;

/// <summary>Writes the protobuf wire format.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Truth(int field, bool value)
    {
        Varint(((ulong)field << 3) | 0);
        Varint(value ? 1UL : 0);
    }

    public void Integer(int field, long value)
    {
        Varint(((ulong)field << 3) | 0);
        Varint((ulong)value);
    }

    public void Number(int field, double value)
    {
        Varint(((ulong)field << 3) | 1);
        BitConverter.TryWriteBytes(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Bytes(field, inner.Written);
    }

    private void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        _bytes.Write(value);
    }

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    private void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
