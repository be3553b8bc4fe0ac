using System.Security.Cryptography;
using System.Text.Json;

namespace RestartQa;

/// <summary>A push to the task's branch, of this moment.</summary>
internal static class SignedPush
{
    public const string After = "19fb9d23dbe9db2a5b07112d40d9ace2171e6463";

    public static (byte[] Body, string Signature) Create(byte[] secret)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>
            {
                ["ref"] = "refs/heads/feature/task-3-checkout",
                ["before"] = "05a0fdd7e71e6c5d0b92760f07bc41211d28eea1",
                ["after"] = After,
                ["repository"] = new Dictionary<string, object>
                {
                    ["id"] = 1296269123,
                    ["full_name"] = TaskWorld.Repository,
                    ["pushed_at"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
                },
                ["sender"] = new Dictionary<string, object> { ["login"] = "5DLabs-Rex[bot]", ["type"] = "Bot" },
            }
        );
        return (body, $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(secret, body))}");
    }
}
