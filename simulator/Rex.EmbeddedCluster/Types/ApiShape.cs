namespace Rex.Embedded.Types;

/// <summary>Whether a field holds one value, a list of them, or a map from text to them.</summary>
internal enum ApiShape
{
    One,
    List,
    Map,
}
