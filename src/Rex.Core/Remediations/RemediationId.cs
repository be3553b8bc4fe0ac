using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rex.Core.Pushes;

namespace Rex.Core.Remediations;

/// <summary>
/// The identity of an accepted push, and the name of the object that records what was done for it:
/// <c>rex-&lt;repository id&gt;-&lt;task&gt;-&lt;pushed_at in seconds&gt;-&lt;first 12 of after&gt;-&lt;digest&gt;</c>.
/// </summary>
/// <remarks>
/// <para>
/// The digest is the first 8 hexadecimal digits (lower case) of the SHA-256 of: the full reference (<c>refs/heads/…</c>) in UTF-8, one line
/// feed (0x0A), and all digits of <c>before</c> in ASCII. No reference has a line feed, so that no two pairs give the same bytes.
/// </para>
/// <para>
/// Redeliveries, a second hook and the way through Argo Events carry the same values and give the same id. Two branches pushed at one
/// commit in one second differ by the reference; a push from A to B and back to A within one second differs by <c>after</c>, and from a
/// third one by <c>before</c>.
/// </para>
/// <para>
/// It is a valid name of a Kubernetes object (lower case, digits and dashes, at most 68 characters), but not always short enough
/// for a label's value.
/// </para>
/// </remarks>
public sealed record RemediationId
{
    private const string Prefix = "rex";
    private const int DigestLength = 8;

    private RemediationId(long repositoryId, TaskId task, DateTimeOffset pushedAt, string afterPrefix, string digest)
    {
        RepositoryId = repositoryId;
        Task = task;
        PushedAt = pushedAt;
        AfterPrefix = afterPrefix;
        Digest = digest;
    }

    /// <summary>GitHub's id of the repository.</summary>
    public long RepositoryId { get; }

    /// <summary>The task.</summary>
    public TaskId Task { get; }

    /// <summary>When GitHub took the push, in UTC, whole seconds.</summary>
    public DateTimeOffset PushedAt { get; }

    /// <summary>The first twelve digits of the commit that was pushed.</summary>
    internal string AfterPrefix { get; }

    /// <summary>The eight digits that tell references and former commits apart.</summary>
    internal string Digest { get; }

    /// <summary>The id as text, which is also the name of the object.</summary>
    public string Value =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}-{RepositoryId}-{Task.Value}-{PushedAt.ToUnixTimeSeconds()}-{AfterPrefix}-{Digest}"
        );

    /// <summary>The id of a push.</summary>
    /// <param name="push">The accepted push.</param>
    /// <returns>The id; equal for equal pushes.</returns>
    /// <exception cref="ArgumentException">The push's repository id is below 1, or its time is none that a push can have.</exception>
    public static RemediationId Of(Push push)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(push.RepositoryId, 1, nameof(push));
        if (!PushTime.TryFromSeconds(push.PushedAt.ToUnixTimeSeconds(), out var pushedAt))
        {
            throw new ArgumentOutOfRangeException(nameof(push), push.PushedAt, "No push can have this time.");
        }

        return new RemediationId(push.RepositoryId, push.Task, pushedAt, push.After.Abbreviation, DigestOf(push.Branch, push.Before));
    }

    /// <summary>Reads an id.</summary>
    /// <param name="text">The id as text; none gives none.</param>
    /// <param name="id">The id, where the text is one.</param>
    /// <returns>Whether the text is exactly what an id's <see cref="Value"/> can be.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RemediationId? id)
    {
        id = null;
        if (
            text?.Split('-') is not [Prefix, var repository, var task, var seconds, var after, var digest]
            || !long.TryParse(repository, NumberStyles.None, CultureInfo.InvariantCulture, out var repositoryId)
            || repositoryId < 1
            || !TaskId.TryParse(task, out var taskId)
            || !long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var pushedAt)
            || !PushTime.TryFromSeconds(pushedAt, out var pushTime)
            || !IsHex(after, CommitSha.AbbreviationLength)
            || !IsHex(digest, DigestLength)
        )
        {
            return false;
        }

        var read = new RemediationId(repositoryId, taskId, pushTime, after, digest);
        // Leading zeros would make two texts of one id.
        id = read.Value == text ? read : null;
        return id is not null;
    }

    /// <summary>Reads an id that is known to be one.</summary>
    /// <param name="text">The id, as <see cref="TryParse"/> takes it.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static RemediationId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no remediation id.");

    /// <summary>Whether this is the id of a push to the same branch that went on from where the given one had left it.</summary>
    /// <param name="push">The earlier push.</param>
    /// <returns>Whether this id's reference and <c>before</c> are the push's reference and <c>after</c>.</returns>
    internal bool GoesOnFrom(Push push) => Digest == DigestOf(push.Branch, push.After);

    private static string DigestOf(BranchName branch, CommitSha before) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{branch.Ref}\n{before}")))[..DigestLength];

    /// <summary>The id as text.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;

    private static bool IsHex(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigitLower);
}
