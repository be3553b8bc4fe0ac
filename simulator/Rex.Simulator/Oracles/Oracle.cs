namespace Rex.Simulator.Oracles;

/// <summary>
/// Judges a run by what was asked of the cluster and of GitHub, and by how it all ended. It knows the rules by itself and shares no
/// code with what it judges: a mistake made twice would not be found.
/// </summary>
internal static class Oracle
{
    public static IReadOnlyList<Violation> Judge(Evidence evidence)
    {
        var testimony = new Testimony(evidence);
        return
        [
            .. NoWriteOutside.Check(testimony),
            .. EventsAboutOwn.Check(testimony),
            .. Preconditions.Check(testimony),
            .. WorkflowMembers.Check(testimony),
            .. NothingTouched.Check(testimony),
            .. NewestWins.Check(testimony),
            .. RestartedOnce.Check(testimony),
            .. RestartLeftAlone.Check(testimony),
            .. OrderOfSteps.Check(testimony),
            .. RestartsAtQa.Check(testimony),
            .. HoldsKept.Check(testimony),
            .. TreeLeftWhole.Check(testimony),
            .. NewestCodeReachesQa.Check(testimony),
        ];
    }
}
