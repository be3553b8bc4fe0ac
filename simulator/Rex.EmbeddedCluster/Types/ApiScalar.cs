namespace Rex.Embedded.Types;

/// <summary>What a value is, where it is no object with fields of its own.</summary>
internal enum ApiScalar
{
    /// <summary>It is one: see the field's type.</summary>
    None,
    Text,
    Int32,
    Int64,
    Double,
    Truth,

    /// <summary>Bytes, as base64.</summary>
    Bytes,

    /// <summary>A time in whole seconds.</summary>
    Time,

    /// <summary>A time in microseconds.</summary>
    MicroTime,

    /// <summary>A quantity such as <c>100m</c> or <c>1Gi</c>, as text or number.</summary>
    Quantity,

    /// <summary>A number or a name, as of a port.</summary>
    IntOrText,

    /// <summary>An object whose fields are not known here.</summary>
    Object,

    /// <summary>Any JSON value.</summary>
    Any,
}
