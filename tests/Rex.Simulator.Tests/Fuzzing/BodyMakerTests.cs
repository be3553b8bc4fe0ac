using Rex.Simulator.Fuzzing;
using Rex.Simulator.Fuzzing.Mutations;

namespace Rex.Simulator.Tests.Fuzzing;

public sealed class BodyMakerTests
{
    [Fact]
    public void Make_SameSeedAndNumber_GivesTheSameBody()
    {
        for (var number = 0; number < 200; number++)
        {
            var (one, again) = (new BodyMaker(Fuzzed.Corpus, 7).Make(number), new BodyMaker(Fuzzed.Corpus, 7).Make(number));

            again.Content.AsSpan().SequenceEqual(one.Content).ShouldBeTrue($"number {number}");
            again.Origin.ShouldBe(one.Origin);
            again.IsForm.ShouldBe(one.IsForm);
        }
    }

    [Fact]
    public void Make_AnotherSeedOrNumber_GivesAnotherBody()
    {
        var bodies = (int[])[1, 2, 3];

        bodies
            .SelectMany(seed => Enumerable.Range(0, 100).Select(number => new BodyMaker(Fuzzed.Corpus, seed).Make(number)))
            .Select(body => Convert.ToHexString(body.Content))
            .Distinct()
            // A few are deliveries as they were.
            .Count()
            .ShouldBeGreaterThan(200);
    }

    [Fact]
    public void Make_ManyNumbers_MeetsEveryMutationAndEveryOriginalAsJsonAndAsForm()
    {
        var maker = new BodyMaker(Fuzzed.Corpus, 1);
        var bodies = Enumerable.Range(0, 3_000).Select(number => maker.Make(number)).ToList();

        bodies
            .SelectMany(body => body.Mutations)
            .Distinct()
            .ShouldBe([.. BodyMutations.OfJson.Union(BodyMutations.OfForms)], ignoreOrder: true);
        foreach (var isForm in (bool[])[false, true])
        {
            bodies
                .Where(body => body.IsForm == isForm)
                .Select(body => body.Original)
                .Distinct()
                .ShouldBe(Fuzzed.Corpus.Originals, ignoreOrder: true);
        }
    }

    [Fact]
    public void Effect_SeveralMutations_IsTheWorstOfThem()
    {
        var original = Fuzzed.Corpus.Originals[0];

        Effect().ShouldBe(MutationEffect.Keeps);
        Effect(SpellingMutations.Respell, SpellingMutations.ByteOrderMark).ShouldBe(MutationEffect.Harms);
        Effect(ByteMutations.FlipBits, SpellingMutations.Respell, SpellingMutations.ByteOrderMark).ShouldBe(MutationEffect.Opens);

        MutationEffect Effect(params BodyMutation[] mutations) => new FuzzedBody(0, original, false, [], mutations).Effect;
    }
}
