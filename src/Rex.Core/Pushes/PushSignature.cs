using System.Buffers;
using System.Security.Cryptography;

namespace Rex.Core.Pushes;

/// <summary>Checks the header <c>X-Hub-Signature-256</c>: HMAC-SHA256 over the raw body, with a secret that the hook and Rex share.</summary>
/// <remarks>
/// Several secrets can be live, so that one can be replaced without losing a delivery. How long a check takes does not tell how much of a
/// signature is right, nor which secret it was made with. Nothing is allocated. It can be used by several threads at once.
/// </remarks>
public sealed class PushSignature
{
    /// <summary>The name of the header.</summary>
    public const string HeaderName = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    private readonly byte[][] secrets;

    /// <summary>Takes the secrets.</summary>
    /// <param name="secrets">The bytes of each secret that is live, at least one.</param>
    /// <exception cref="ArgumentException">There is no secret, or an empty one: anybody could sign with that.</exception>
    public PushSignature(IReadOnlyList<ReadOnlyMemory<byte>> secrets)
    {
        if (secrets.Count == 0 || secrets.Any(secret => secret.IsEmpty))
        {
            throw new ArgumentException("At least one secret is needed, and none may be empty.", nameof(secrets));
        }

        this.secrets = [.. secrets.Select(secret => secret.ToArray())];
    }

    /// <summary>Checks a delivery's signature.</summary>
    /// <param name="header">The header's value; <c>null</c> or empty where there is none.</param>
    /// <param name="body">The raw body, before anything is decoded.</param>
    /// <returns>The verdict.</returns>
    public SignatureVerdict Check(string? header, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(header))
        {
            return SignatureVerdict.Missing;
        }

        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryRead(header, claimed))
        {
            return SignatureVerdict.Malformed;
        }

        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var isValid = false;
        foreach (var secret in secrets)
        {
            // All are tried, whichever matches.
            HMACSHA256.HashData(secret, body, right);
            isValid |= CryptographicOperations.FixedTimeEquals(claimed, right);
        }

        return isValid ? SignatureVerdict.Valid : SignatureVerdict.Wrong;
    }

    private static bool TryRead(string header, Span<byte> signature) =>
        header.Length == Prefix.Length + 2 * signature.Length
        && header.StartsWith(Prefix, StringComparison.Ordinal)
        && Convert.FromHexString(header.AsSpan(Prefix.Length), signature, out _, out _) == OperationStatus.Done;
}
