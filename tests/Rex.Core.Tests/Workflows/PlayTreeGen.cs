using CsCheck;

namespace Rex.Core.Tests.Workflows;

/// <summary>
/// Makes node trees of every shape the controller can: DAGs with diamonds, Steps, loops that failed before, nested in each other; one of its
/// calls is the quality node.
/// </summary>
internal static class PlayTreeGen
{
    private const int MaxDepth = 3;

    public static Gen<PlayTree> Trees { get; } =
        Gen.Select(Gen.Int, Gen.Bool).Select((seed, failed) => Grow(seed, failed ? "Failed" : "Running"));

    private static PlayTree Grow(int seed, string phase)
    {
        var random = new Random(seed);
        var tree = new PlayTree(phase);
        var builder = new Builder(tree, random);
        builder.FillDag(tree.Root, "play", 0, true);
        if (phase != "Running")
        {
            tree.Add("play.onExit", "play.onExit", "Pod", null, "Succeeded");
            builder.CloseAbove();
        }

        return tree;
    }

    private sealed class Builder(PlayTree tree, Random random)
    {
        private readonly List<string> _above = [tree.Root];

        /// <summary>A workflow that failed has all its open nodes failed.</summary>
        public void CloseAbove()
        {
            foreach (var id in _above)
            {
                tree[id]["phase"] = "Failed";
                tree[id]["finishedAt"] = "2026-11-22T23:20:00Z";
                tree[id]["message"] = "child failed";
            }
        }

        public List<string> FillDag(string boundary, string name, int depth, bool hasQuality)
        {
            var last = new List<List<string>>();
            var count = random.Next(2, 5);
            var quality = hasQuality ? random.Next(count) : -1;
            for (var task = 0; task < count; task++)
            {
                var parents =
                    last.Count == 0 ? [boundary] : last.Where(_ => random.Next(2) == 0).DefaultIfEmpty(last[^1]).SelectMany(ends => ends);
                last.Add(Call(boundary, $"{name}.task-{task}", $"task-{task}", depth, task == quality, [.. parents.Distinct()]));
            }

            return [.. last.SelectMany(ends => ends).Where(end => tree[end]["children"] is null).Distinct()];
        }

        private List<string> FillSteps(string boundary, string name, int depth, bool hasQuality)
        {
            var count = random.Next(1, 4);
            var quality = hasQuality ? random.Next(count) : -1;
            List<string> ends = [boundary];
            for (var at = 0; at < count; at++)
            {
                var holdsQuality = at == quality;
                var group = tree.Add($"{name}[{at}]", $"[{at}]", "StepGroup", boundary, PhaseOf(holdsQuality), [.. ends]);
                Note(group, holdsQuality);
                ends = Call(boundary, $"{name}[{at}].step-{at}", $"step-{at}", depth, holdsQuality, [group]);
            }

            return ends;
        }

        /// <summary>One call of a template; gives its last nodes.</summary>
        private List<string> Call(string boundary, string name, string displayName, int depth, bool holdsQuality, string[] parents)
        {
            if (holdsQuality && (depth == MaxDepth || random.Next(2) == 0))
            {
                var leads = random.Next(3) == 0;
                return leads ? Quality(boundary, $"{name}", [Stage(boundary, name, parents)]) : Quality(boundary, name, parents);
            }

            if (depth == MaxDepth || (!holdsQuality && random.Next(2) == 0))
            {
                return [tree.Add(name, displayName, "Pod", boundary, "Succeeded", parents)];
            }

            if (random.Next(3) > 0)
            {
                return Inner(boundary, name, displayName, depth, holdsQuality, parents);
            }

            var retry = tree.Add(name, displayName, "Retry", boundary, PhaseOf(holdsQuality), parents);
            Note(retry, holdsQuality);
            for (var failed = random.Next(3); failed > 0; failed--)
            {
                var attempt = tree.Attempt(
                    tree.Add($"{name}({failed + 10})", $"{displayName}({failed + 10})", "Steps", boundary, "Failed", retry)
                );
                tree.Add($"{name}({failed + 10})[0]", "[0]", "StepGroup", attempt, "Failed", attempt);
                Quality(attempt, $"{name}({failed + 10})[0].q", [attempt]);
            }

            return Inner(boundary, $"{name}(99)", $"{displayName}(99)", depth, holdsQuality, [retry], isAttempt: true);
        }

        private List<string> Inner(
            string boundary,
            string name,
            string displayName,
            int depth,
            bool holdsQuality,
            string[] parents,
            bool isAttempt = false
        )
        {
            var isDag = random.Next(2) == 0;
            var inner = tree.Add(name, displayName, isDag ? "DAG" : "Steps", boundary, PhaseOf(holdsQuality), parents);
            Note(inner, holdsQuality);
            if (isAttempt)
            {
                tree.Attempt(inner);
            }

            var ends = isDag ? FillDag(inner, name, depth + 1, holdsQuality) : FillSteps(inner, name, depth + 1, holdsQuality);
            foreach (var end in ends)
            {
                tree.Link(inner, "outboundNodes", end);
            }

            return ends;
        }

        private string Stage(string boundary, string name, string[] parents) =>
            tree.Add($"{name}-stage", "update-to-quality-in-progress", "Pod", boundary, "Succeeded", parents);

        private List<string> Quality(string boundary, string name, string[] parents) =>
            [tree.Add(name, "quality-work", "Pod", boundary, "Succeeded", parents)];

        /// <summary>What holds the quality node may have finished (an approved loop) or not.</summary>
        private string PhaseOf(bool holdsQuality) => holdsQuality && random.Next(2) == 0 ? "Running" : "Succeeded";

        private void Note(string id, bool holdsQuality)
        {
            if (holdsQuality)
            {
                _above.Add(id);
            }
        }
    }
}
