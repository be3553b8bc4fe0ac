using Rex.Simulator.Fuzzing.Mutations;
using Rex.Simulator.Fuzzing.Reference;

namespace Rex.Simulator.Fuzzing;

/// <summary>Holds a decider's answer to a body against what is demanded.</summary>
internal sealed class BodyJudge(ReferenceReader reference, FuzzCorpus corpus)
{
    /// <returns>What is wrong with the answer; null where nothing is.</returns>
    public FuzzFailure? Judge(FuzzedBody body, BodyVerdict verdict)
    {
        var original = corpus.PushOf(body.Original);
        if (body.Effect == MutationEffect.Keeps && verdict.Push != original)
        {
            return Failure(FuzzDemand.SpellingIsNoMatter, $"{verdict.Decision} {verdict.Push} instead of {Text(original)}");
        }

        if (verdict.Push is not null && original is null && body.Effect == MutationEffect.Harms)
        {
            return Failure(FuzzDemand.NothingOpened, $"{verdict.Push}, though its original is refused and no mutation can mend it");
        }

        var read = reference.Read(body.Original.EventType, body.Content, body.IsForm);
        if (verdict.Push is not null && verdict.Push != read)
        {
            return Failure(FuzzDemand.AcceptedAsItIs, $"{verdict.Push} instead of {Text(read)}");
        }

        return verdict.Push is null && read is not null ? Failure(FuzzDemand.NothingLost, $"{verdict.Decision} instead of {read}") : null;

        FuzzFailure Failure(FuzzDemand demand, string why) => new(body, demand, why);
    }

    private static string Text(AcceptedPush? push) => push?.ToString() ?? "a refusal";
}
