using Rex.Core.Remediations;

namespace Rex.Host.Doctoring;

/// <summary>Looks at what Rex itself has no right to look at: who runs <c>rex doctor</c> may have it. Not to be let is no failure.</summary>
/// <param name="name">What it is called in reports.</param>
/// <param name="byHand">How to look without Rex.</param>
internal abstract class OptionalCheck(string name, string byHand) : Check(name)
{
    /// <inheritdoc/>
    protected override CheckLine Unseen(PlatformException error) =>
        error.Reason is ReasonCode.PermissionMissing or ReasonCode.AccessLost
            ? Warn($"unknown: {error.Message}", byHand, error.Reason)
            : base.Unseen(error);
}
