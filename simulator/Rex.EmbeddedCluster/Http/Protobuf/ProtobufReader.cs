namespace Rex.Embedded.Http.Protobuf;

/// <summary>Reads the protobuf wire format.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    public bool TryReadTag(out int number, out int wire)
    {
        (number, wire) = (0, 0);
        if (_left.IsEmpty)
        {
            return false;
        }

        var tag = ReadVarint();
        (number, wire) = ((int)(tag >> 3), (int)(tag & 7));
        return true;
    }

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("a number is too long");
    }

    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();
        return length <= (ulong)_left.Length ? Take((int)length) : throw new FormatException("unexpected end");
    }

    public void Skip(int wire)
    {
        switch (wire)
        {
            case 0:
                ReadVarint();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                ReadBytes();
                break;
            case 5:
                Take(4);
                break;
            default:
                throw new FormatException($"unknown wire type {wire}");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _left.Length)
        {
            throw new FormatException("unexpected end");
        }

        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }
}
