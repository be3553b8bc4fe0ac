using System.Security.Cryptography;
using System.Text;
using Rex.Core.Pushes;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Pushes;

public class PushSignatureTests
{
    // The vector of GitHub's documentation.
    private const string Right = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("It's a Secret to Everybody");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("Hello, World!");

    [Fact]
    public void Check_VectorOfGitHubsDocumentation_IsValid() => Check(Right).ShouldBe(SignatureVerdict.Valid);

    [Fact]
    public void Check_SameSecretTwice_IsValid() => new PushSignature([Secret, Secret]).Check(Right, Body).ShouldBe(SignatureVerdict.Valid);

    [Fact]
    public void Check_CapitalDigits_AreTheSameSignature() =>
        Check("sha256=" + Right["sha256=".Length..].ToUpperInvariant()).ShouldBe(SignatureVerdict.Valid);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Check_NoHeader_IsMissing(string? header) => Check(header).ShouldBe(SignatureVerdict.Missing);

    [Theory]
    [InlineData(" ")]
    [InlineData("sha256=")]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1700")]
    [InlineData("SHA256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e171")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1g")]
    [InlineData(" sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 ")]
    public void Check_AnythingElse_IsMalformed(string header) => Check(header).ShouldBe(SignatureVerdict.Malformed);

    [Fact]
    public void Check_AnyBitChanged_IsWrong()
    {
        var digits = Convert.FromHexString(Right["sha256=".Length..]);
        for (var bit = 0; bit < digits.Length * 8; bit++)
        {
            var changed = digits.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            Check("sha256=" + Convert.ToHexStringLower(changed)).ShouldBe(SignatureVerdict.Wrong);
        }
    }

    [Fact]
    public void Check_AnotherBody_IsWrong() => new PushSignature([Secret]).Check(Right, "Hello, World?"u8).ShouldBe(SignatureVerdict.Wrong);

    [Fact]
    public void Check_AnotherSecret_IsWrong() =>
        new PushSignature(["It's a secret to everybody"u8.ToArray()]).Check(Right, Body).ShouldBe(SignatureVerdict.Wrong);

    [Fact]
    public void Check_EmptyBody_IsSignedToo()
    {
        var signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Secret, Array.Empty<byte>()));

        new PushSignature([Secret]).Check(signature, default).ShouldBe(SignatureVerdict.Valid);
    }

    [Fact]
    public void Check_SeveralSecrets_EachIsLive()
    {
        var other = "the next one"u8.ToArray();

        new PushSignature([Secret, other]).Check(Right, Body).ShouldBe(SignatureVerdict.Valid);
        new PushSignature([other, Secret]).Check(Right, Body).ShouldBe(SignatureVerdict.Valid);
        new PushSignature([other, other]).Check(Right, Body).ShouldBe(SignatureVerdict.Wrong);
    }

    [Fact]
    public void Constructor_NoSecretOrAnEmptyOne_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new PushSignature([])).Message.ShouldStartWith("At least one secret is needed");
        Should.Throw<ArgumentException>(() => new PushSignature([Secret, default])).ParamName.ShouldBe("secrets");
    }

    [Fact]
    public void Constructor_SecretThatIsWipedLater_KeepsItsOwnCopy()
    {
        var secret = Secret.ToArray();
        var signature = new PushSignature([secret]);

        Array.Clear(secret);

        signature.Check(Right, Body).ShouldBe(SignatureVerdict.Valid);
    }

    [Theory]
    [InlineData(Right)]
    [InlineData("sha256=00")]
    [InlineData(null)]
    public void Check_AnyHeader_AllocatesNothing(string? header)
    {
        var signature = new PushSignature([Secret, Secret]);

        Allocation.Of(() => signature.Check(header, Body)).ShouldBe(0);
    }

    private static SignatureVerdict Check(string? header) => new PushSignature([Secret]).Check(header, Body);
}
