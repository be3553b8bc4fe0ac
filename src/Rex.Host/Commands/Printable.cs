namespace Rex.Host.Commands;

/// <summary>What a terminal can be given of what others wrote.</summary>
internal static class Printable
{
    /// <summary>The text with a blank for each control character: it may hold what a terminal takes for a command.</summary>
    public static string Of(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
