namespace Rex.Core.Pushes;

/// <summary>The logins whose pushes count. Equal or not: patterns would let a look-alike in.</summary>
internal sealed class AllowedSenders
{
    private const string AppSuffix = "[bot]";

    private readonly IReadOnlyList<string> entries;

    private AllowedSenders(IReadOnlyList<string> entries) => this.entries = entries;

    /// <summary>Takes the entries, and adds what is wrong with them to the problems.</summary>
    public static AllowedSenders Read(IReadOnlyList<string> entries, string path, List<string> problems)
    {
        if (entries.Count == 0)
        {
            problems.Add($"{path}: allow at least one sender, an app as name[bot].");
        }

        for (var index = 0; index < entries.Count; index++)
        {
            // Configuration can hold an entry without a value.
            if (!IsLogin(entries[index] ?? ""))
            {
                problems.Add($"{path}:{index}: '{entries[index]}' is not a GitHub login; an app's is name[bot].");
            }
        }

        return new AllowedSenders(entries);
    }

    /// <summary>
    /// Whether an entry equals the login, ignoring case. An entry that means an app allows only an app, where the delivery says what its
    /// sender is: no user can be named so, but another kind of account might be one day.
    /// </summary>
    public bool Allow(string login, string? type)
    {
        foreach (var entry in entries)
        {
            if (string.Equals(entry, login, StringComparison.OrdinalIgnoreCase))
            {
                return type is null or "Bot" || !IsApp(entry);
            }
        }

        return false;
    }

    private static bool IsApp(string login) => login.EndsWith(AppSuffix, StringComparison.OrdinalIgnoreCase);

    private static bool IsLogin(string login)
    {
        var name = IsApp(login) ? login[..^AppSuffix.Length] : login;
        return name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
    }
}
