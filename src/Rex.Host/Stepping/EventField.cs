namespace Rex.Host.Stepping;

/// <summary>One value of a push that a step takes on its own, by a flag or from the environment.</summary>
/// <param name="Name">The flag without its dashes.</param>
/// <param name="Description">What it is, and where the payload has it.</param>
internal sealed record EventField(string Name, string Description)
{
    /// <summary>The header <c>X-GitHub-Event</c>.</summary>
    public static readonly EventField Type = new("event-type", "The header X-GitHub-Event.");

    /// <summary>The header <c>X-GitHub-Delivery</c>.</summary>
    public static readonly EventField Delivery = new("delivery-id", "The header X-GitHub-Delivery.");

    /// <summary>The pushed reference.</summary>
    public static readonly EventField Ref = new("ref", "body.ref");

    /// <summary>The same in a spelling that no template and no shell takes for its own.</summary>
    public static readonly EventField RefBase64 = new(
        "ref-base64",
        "body.ref in base64, for where something on the way expands $(…) or {{…}}."
    );

    /// <summary>The commit before.</summary>
    public static readonly EventField Before = new("before", "body.before");

    /// <summary>The commit after.</summary>
    public static readonly EventField After = new("after", "body.after");

    /// <summary>Whether the branch was deleted.</summary>
    public static readonly EventField Deleted = new("deleted", "body.deleted, true or false");

    /// <summary>The repository's name.</summary>
    public static readonly EventField Repository = new("repository", "body.repository.full_name");

    /// <summary>The repository's id.</summary>
    public static readonly EventField RepositoryId = new("repository-id", "body.repository.id");

    /// <summary>When GitHub took the push.</summary>
    public static readonly EventField PushedAt = new("pushed-at", "body.repository.pushed_at, in seconds since 1970");

    /// <summary>Who pushed.</summary>
    public static readonly EventField Sender = new("sender", "body.sender.login");

    /// <summary>What pushed.</summary>
    public static readonly EventField SenderType = new("sender-type", "body.sender.type");

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<EventField> All { get; } =
    [Type, Delivery, Ref, RefBase64, Before, After, Deleted, Repository, RepositoryId, PushedAt, Sender, SenderType];

    /// <summary>The variable of the environment that is read where the flag is absent.</summary>
    public string Variable => VariableOf(Name);

    /// <summary>The field of a <c>Remediation</c>'s <c>spec.event</c> that holds it: <c>repositoryId</c>.</summary>
    public string FieldName { get; } =
        string.Concat(Name.Split('-').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The variable that stands for a flag of a step.</summary>
    public static string VariableOf(string flag) => "REX_STEP_" + flag.Replace('-', '_').ToUpperInvariant();
}
