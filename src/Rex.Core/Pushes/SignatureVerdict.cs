namespace Rex.Core.Pushes;

/// <summary>What the signature of a delivery is worth. Only <see cref="Valid"/> says that the body is GitHub's.</summary>
public enum SignatureVerdict
{
    /// <summary>There is none: the delivery came from somewhere else, or the hook has no secret.</summary>
    Missing,

    /// <summary>There is something else than <c>sha256=</c> and 64 hexadecimal digits.</summary>
    Malformed,

    /// <summary>It was not made with any of the secrets over this body.</summary>
    Wrong,

    /// <summary>It was made with one of the secrets over this body.</summary>
    Valid,
}
