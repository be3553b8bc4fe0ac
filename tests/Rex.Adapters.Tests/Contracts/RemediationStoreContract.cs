using Rex.Adapters.Tests.Testing;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.Contracts;

/// <summary>What every implementation of <see cref="IRemediationStore"/> has to do.</summary>
public abstract class RemediationStoreContract
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The port on an empty ledger.</summary>
    protected abstract IRemediationStore Store { get; }

    /// <summary>Takes an entry away, as somebody else.</summary>
    protected abstract Task RemoveAsync(RemediationId id);

    [Fact]
    public async Task TryAddAsync_New_ReturnsItAsItWas()
    {
        var remediation = Samples.Remediation();

        var added = (await Store.TryAddAsync(remediation, Cancel)).ShouldNotBeNull();

        added.ResourceVersion.ShouldNotBeNullOrEmpty();
        added.Uid.ShouldNotBeNullOrEmpty();
        (added with { ResourceVersion = null, Uid = null }).ShouldHaveTheSameFieldsAs(remediation);
        (await Store.GetAsync(remediation.Id, Cancel)).ShouldHaveTheSameFieldsAs(added);
    }

    [Fact]
    public async Task TryAddAsync_NoDeliveryIdAndNoTrace_StaysWithout()
    {
        var added = await Store.TryAddAsync(Samples.Remediation() with { DeliveryId = null, TraceParent = null }, Cancel);

        added.ShouldNotBeNull().DeliveryId.ShouldBeNull();
        added.TraceParent.ShouldBeNull();
    }

    [Fact]
    public async Task TryAddAsync_SamePushAgain_ReturnsNullAndChangesNothing()
    {
        var first = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;

        var second = await Store.TryAddAsync(Samples.Remediation() with { DeliveryId = "another" }, Cancel);

        second.ShouldBeNull();
        (await Store.GetAsync(first.Id, Cancel)).ShouldHaveTheSameFieldsAs(first);
    }

    [Fact]
    public async Task TryAddAsync_ManyAtOnce_OneGetsIt()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Store.TryAddAsync(Samples.Remediation(), Cancel)));

        claims.Count(claim => claim is not null).ShouldBe(1);
    }

    [Fact]
    public async Task GetAsync_Absent_ReturnsNull() => (await Store.GetAsync(Samples.Push().Id, Cancel)).ShouldBeNull();

    [Fact]
    public async Task ListAsync_OneTask_LeavesOutTheSameNumberOfAnotherRepository()
    {
        var mine = (await Store.TryAddAsync(Samples.Remediation(Samples.Push(repositoryId: 1, task: 3)), Cancel))!;
        var otherTask = (await Store.TryAddAsync(Samples.Remediation(Samples.Push(repositoryId: 1, task: 4)), Cancel))!;
        var otherRepository = (await Store.TryAddAsync(Samples.Remediation(Samples.Push(repositoryId: 2, task: 3)), Cancel))!;

        var one = await Store.ListAsync(new TaskKey(1, new TaskId(3)), Cancel);
        var all = await Store.ListAsync(null, Cancel);

        one.ShouldHaveSingleItem().ShouldHaveTheSameFieldsAs(mine);
        all.Select(entry => entry.Id).ShouldBe([mine.Id, otherTask.Id, otherRepository.Id], ignoreOrder: true);
    }

    [Fact]
    public async Task TryUpdateStatusAsync_EveryField_ComesBackAsItWas()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;

        var updated = await Store.TryUpdateStatusAsync(added with { Status = Samples.FullStatus() }, Cancel);

        updated.ShouldNotBeNull().ResourceVersion.ShouldNotBe(added.ResourceVersion);
        updated.Status.ShouldHaveTheSameFieldsAs(Samples.FullStatus());
        (await Store.GetAsync(added.Id, Cancel)).ShouldHaveTheSameFieldsAs(updated);
    }

    [Fact]
    public async Task TryUpdateStatusAsync_FieldsGoAway_AreGone()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        var full = (await Store.TryUpdateStatusAsync(added with { Status = Samples.FullStatus() }, Cancel))!;

        var emptied = await Store.TryUpdateStatusAsync(full with { Status = RemediationStatus.Accepted }, Cancel);

        emptied.ShouldNotBeNull().Status.ShouldHaveTheSameFieldsAs(RemediationStatus.Accepted);
    }

    [Fact]
    public async Task TryUpdateStatusAsync_SomebodyWroteFirst_ReturnsNullAndChangesNothing()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        var theirs = (await Store.TryUpdateStatusAsync(added with { Status = new RemediationStatus { Message = "theirs" } }, Cancel))!;

        var mine = await Store.TryUpdateStatusAsync(added with { Status = new RemediationStatus { Message = "mine" } }, Cancel);

        mine.ShouldBeNull();
        (await Store.GetAsync(added.Id, Cancel)).ShouldHaveTheSameFieldsAs(theirs);
    }

    [Fact]
    public async Task TryUpdateStatusAsync_Gone_ReturnsNull()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        await RemoveAsync(added.Id);

        (await Store.TryUpdateStatusAsync(added, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task RemoveAsync_AsItWasRead_IsGone()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;

        await Store.RemoveAsync(added, Cancel);

        (await Store.GetAsync(added.Id, Cancel)).ShouldBeNull();
        await Store.RemoveAsync(added, Cancel);
    }

    [Fact]
    public async Task RemoveAsync_SomebodyWroteMeanwhile_Stays()
    {
        var added = (await Store.TryAddAsync(Samples.Remediation(), Cancel))!;
        var theirs = await Store.TryUpdateStatusAsync(added with { Status = new RemediationStatus { Message = "theirs" } }, Cancel);

        await Store.RemoveAsync(added, Cancel);

        (await Store.GetAsync(added.Id, Cancel)).ShouldHaveTheSameFieldsAs(theirs);
    }

    [Fact]
    public async Task RemoveAsync_NeverAdded_Throws() =>
        await Should.ThrowAsync<ArgumentNullException>(Store.RemoveAsync(Samples.Remediation(), Cancel));

    [Fact]
    public async Task TryUpdateStatusAsync_NeverAdded_Throws() =>
        await Should.ThrowAsync<ArgumentNullException>(Store.TryUpdateStatusAsync(Samples.Remediation(), Cancel));
}
