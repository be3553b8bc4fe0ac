using System.Text;
using System.Text.Json;
using CsCheck;
using Rex.Core.Pushes;

namespace Rex.Core.Tests.Pushes;

public class PushParserPropertyTests
{
    private static readonly Gen<byte[]> MutatedBodies =
        from changes in Gen.Select(Gen.Int[0, PushBody.Bytes.Length - 1], Gen.Byte, Gen.Int[0, 2]).Array[1, 4]
        select changes.Aggregate(PushBody.Bytes, (body, change) => Mutate(body, change.Item1, change.Item2, change.Item3));

    [Fact]
    public void Parse_MutatedBytes_NeverThrowsAndReadsOnlyWhatIsThere() =>
        MutatedBodies.Sample(
            body =>
            {
                var result = PushParser.Parse(body, PushContentType.Json);
                if (result.IsRead)
                {
                    result.Event.ShouldBe(ReadByDocument(body));
                }
            },
            iter: 5_000,
            print: Encoding.Latin1.GetString
        );

    [Fact]
    public void Parse_AnyBytes_NeverThrows() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Enum<PushContentType>())
            .Sample((body, contentType) => !PushParser.Parse(body, contentType).IsRead, iter: 5_000);

    [Fact]
    public void Parse_Form_GivesWhatTheJsonGives() =>
        MutatedBodies.Sample(
            body =>
            {
                var form = Encoding.ASCII.GetBytes("payload=" + string.Concat(body.Select(one => $"%{one:X2}")));
                var (asForm, asJson) = (PushParser.Parse(form, PushContentType.Form), PushParser.Parse(body, PushContentType.Json));

                asForm.Event.ShouldBe(asJson.Event);
                asForm.Problem.ShouldBe(asJson.Problem);
            },
            iter: 500,
            print: Encoding.Latin1.GetString
        );

    private static byte[] Mutate(byte[] body, int at, byte value, int kind) =>
        kind switch
        {
            0 => [.. body[..Math.Min(at, body.Length)], value, .. body[Math.Min(at, body.Length)..]],
            1 => [.. body[..Math.Min(at, body.Length)], .. body.Skip(at + 1)],
            _ => [.. body.Select((one, index) => index == at ? value : one)],
        };

    // A second reader, with a document in memory, as an independent opinion on what the bytes say.
    private static PushEvent ReadByDocument(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var repository = root.GetProperty("repository");
        var sender = root.GetProperty("sender");
        return new PushEvent
        {
            Ref = root.GetProperty("ref").GetString()!,
            Before = CommitSha.Parse(root.GetProperty("before").GetString()!),
            After = CommitSha.Parse(root.GetProperty("after").GetString()!),
            Created = Flag(root, "created"),
            Deleted = Flag(root, "deleted"),
            Forced = Flag(root, "forced"),
            RepositoryId = repository.GetProperty("id").GetInt64(),
            Repository = RepositoryName.Parse(repository.GetProperty("full_name").GetString()!),
            PushedAt = DateTimeOffset.FromUnixTimeSeconds(repository.GetProperty("pushed_at").GetInt64()),
            SenderLogin = sender.GetProperty("login").GetString()!,
            SenderType = sender.TryGetProperty("type", out var type) ? type.GetString() : null,
        };
    }

    private static bool Flag(JsonElement root, string name) => root.TryGetProperty(name, out var flag) && flag.GetBoolean();
}
