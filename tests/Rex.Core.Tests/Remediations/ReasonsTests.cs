using Rex.Core.Remediations;

namespace Rex.Core.Tests.Remediations;

public class ReasonsTests
{
    public static TheoryData<ReasonCode> Codes => [.. Enum.GetValues<ReasonCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Of_EveryCode_SaysWhatItMeansAndWhatToDo(ReasonCode code)
    {
        var info = Reasons.Of(code);

        info.Code.ShouldBe(code);
        info.Meaning.ShouldEndWith(".");
        info.Touched.ShouldNotBeNullOrWhiteSpace();
        info.Advice.ShouldEndWith(".");
    }

    [Fact]
    public void List_All_HasEveryCodeOnceInItsOrder() => Reasons.List.Select(info => info.Code).ShouldBe(Enum.GetValues<ReasonCode>());

    [Theory]
    [InlineData(ReasonCode.NetworkError)]
    [InlineData(ReasonCode.ServerError)]
    [InlineData(ReasonCode.RateLimited)]
    [InlineData(ReasonCode.Conflict)]
    [InlineData(ReasonCode.TimedOut)]
    [InlineData(ReasonCode.RunsNotGone)]
    [InlineData(ReasonCode.PodsNotGone)]
    [InlineData(ReasonCode.LabelNotRemoved)]
    [InlineData(ReasonCode.RestartNotSeen)]
    [InlineData(ReasonCode.Unexpected)]
    public void IsTransient_WhatMayPass_IsTriedAgain(ReasonCode code)
    {
        Reasons.IsTransient(code).ShouldBeTrue();
        Reasons.Of(code).End.ShouldBe(DeliveryEnd.Failed);
    }

    [Theory]
    [InlineData(ReasonCode.WorkflowNotFound)]
    [InlineData(ReasonCode.AmbiguousWorkflow)]
    [InlineData(ReasonCode.WorkflowUnreadable)]
    [InlineData(ReasonCode.NotRewindable)]
    [InlineData(ReasonCode.GateNeedsValue)]
    [InlineData(ReasonCode.RewindNotAllowed)]
    [InlineData(ReasonCode.AccessLost)]
    [InlineData(ReasonCode.PermissionMissing)]
    public void IsTransient_WhatAPersonHasToChange_IsFinal(ReasonCode code)
    {
        Reasons.IsTransient(code).ShouldBeFalse();
        Reasons.Of(code).End.ShouldBe(DeliveryEnd.Failed);
    }

    [Fact]
    public void List_WhatDoesNotFail_IsNeverTriedAgain() =>
        Reasons.List.Where(info => info.End != DeliveryEnd.Failed).ShouldAllBe(info => !info.IsTransient);

    [Fact]
    public void From_PlatformException_IsThatOne()
    {
        var error = new PlatformException(ReasonCode.RateLimited, "Too many requests.", TimeSpan.FromSeconds(9));

        PlatformException.From(error).ShouldBeSameAs(error);
    }

    [Fact]
    public void From_AnyOtherException_IsUnexpectedAndKeepsItsCause()
    {
        var error = new InvalidOperationException("Nobody thought of this.");

        var mapped = PlatformException.From(error);

        mapped.Reason.ShouldBe(ReasonCode.Unexpected);
        mapped.Message.ShouldBe("InvalidOperationException: Nobody thought of this.");
        mapped.InnerException.ShouldBeSameAs(error);
        mapped.RetryAfter.ShouldBeNull();
    }
}
