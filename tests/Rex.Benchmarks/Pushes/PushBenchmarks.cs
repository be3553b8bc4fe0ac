using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Rex.Benchmarks.Pushes.Peer;
using Rex.Core.Pushes;

namespace Rex.Benchmarks.Pushes;

/// <summary>What a delivery costs until it is known whether it matters: signature, reading, deciding.</summary>
public class PushBenchmarks
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("It's a Secret to Everybody");

    private readonly PushSignature signature = new([Secret]);
    private readonly PushDecider decider = new(new PushPolicy(new PushOptions { Repositories = [PushBodies.Repository] }));
    private readonly UsualReceiver usual = new(Secret, PushBodies.Repository, PushOptions.DefaultSender);

    private byte[] body = [];
    private string header = "";

    /// <summary>How large the body is.</summary>
    [ParamsAllValues]
    public PushSize Size { get; set; }

    /// <summary>The branch of a task, whose push is accepted, or another one.</summary>
    [Params("task-3-checkout", "main")]
    public string Branch { get; set; } = "";

    /// <summary>How many bytes the body has.</summary>
    public int BodyLength => body.Length;

    /// <summary>Makes the delivery.</summary>
    [GlobalSetup]
    public void MakeDelivery()
    {
        body = PushBodies.Make(Size, Branch);
        header = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Secret, body));
    }

    /// <summary>The floor: no receiver can do without it.</summary>
    [Benchmark(Baseline = true, Description = "HMAC-SHA256 alone")]
    public int HmacAlone()
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return HMACSHA256.HashData(Secret, body, hash);
    }

    /// <summary>Rex.</summary>
    [Benchmark(Description = "Rex")]
    public bool Rex() =>
        signature.Check(header, body) == SignatureVerdict.Valid && decider.Decide("push", body, PushContentType.Json).IsAccepted;

    /// <summary>A receiver as most are written.</summary>
    [Benchmark(Description = "System.Text.Json receiver")]
    public bool JsonReceiver() => usual.IsAccepted(header, body);
}
