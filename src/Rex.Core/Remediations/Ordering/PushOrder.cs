using Rex.Core.Pushes;

namespace Rex.Core.Remediations.Ordering;

/// <summary>
/// The order of a task's pushes: by <c>pushed_at</c>, which has whole seconds; within one second by the chain in which each push's
/// <c>before</c> is the <c>after</c> of the one before it. What neither tells (two branches in one second) goes by acceptance.
/// </summary>
public static class PushOrder
{
    /// <summary>The remediations, the oldest push first.</summary>
    public static IReadOnlyList<Remediation> Sort(IEnumerable<Remediation> remediations) =>
        [
            .. remediations
                .OrderBy(one => one.AcceptedAt)
                .ThenBy(one => one.Id.Value, StringComparer.Ordinal)
                .GroupBy(one => one.Push.PushedAt)
                .OrderBy(second => second.Key)
                .SelectMany(second => second.GroupBy(one => one.Push.Branch).SelectMany(branch => Chain([.. branch]))),
        ];

    /// <summary>
    /// The newest of these pushes that is known to be newer than the given one. Two pushes of one branch in one second of which neither leads to the
    /// other are in no order until what lies between them has been delivered: whoever ended one of them for the other could end the newest.
    /// </summary>
    public static Remediation? NewerThan(Remediation remediation, IEnumerable<Remediation> ofTask)
    {
        var sorted = Sort(ofTask.Where(one => one.Id != remediation.Id).Append(remediation));
        return sorted
            .Reverse()
            .TakeWhile(one => one.Id != remediation.Id)
            .FirstOrDefault(one => IsKnownToFollow(one.Push, remediation.Push, sorted));
    }

    private static bool IsKnownToFollow(Push newer, Push older, IReadOnlyList<Remediation> all)
    {
        if (newer.PushedAt != older.PushedAt || newer.Branch != older.Branch)
        {
            return true;
        }

        var between = all.Select(one => one.Push).Where(push => push.PushedAt == older.PushedAt && push.Branch == older.Branch).ToList();
        var reached = new HashSet<CommitSha> { older.After };
        var ahead = new Queue<CommitSha>(reached);
        while (ahead.TryDequeue(out var commit))
        {
            foreach (var push in between.Where(push => push.Before == commit && reached.Add(push.After)))
            {
                ahead.Enqueue(push.After);
            }
        }

        return reached.Contains(newer.Before);
    }

    /// <summary>
    /// Walks every push once, each going on from where the last one ended (Hierholzer's path): a branch can pass the same commit several times.
    /// </summary>
    private static List<Remediation> Chain(List<Remediation> pushes)
    {
        var ahead = pushes.GroupBy(one => one.Push.Before).ToDictionary(from => from.Key, from => new Stack<Remediation>(from.Reverse()));
        var path = new List<Remediation>(pushes.Count);
        var starts = pushes.OrderByDescending(one => Surplus(pushes, one.Push.Before)).Select(one => one.Push.Before).ToList();
        foreach (var start in starts)
        {
            path.AddRange(Walk(start, ahead));
        }

        return path;
    }

    private static List<Remediation> Walk(CommitSha start, Dictionary<CommitSha, Stack<Remediation>> ahead)
    {
        var open = new Stack<Remediation>();
        var path = new List<Remediation>();
        var at = start;
        while (true)
        {
            if (ahead.GetValueOrDefault(at)?.TryPop(out var next) == true)
            {
                open.Push(next);
                at = next.Push.After;
            }
            else if (open.TryPop(out var last))
            {
                path.Add(last);
                at = last.Push.Before;
            }
            else
            {
                path.Reverse();
                return path;
            }
        }
    }

    /// <summary>How many more pushes leave a commit than reach it: the path begins where that is positive.</summary>
    private static int Surplus(List<Remediation> pushes, CommitSha commit) =>
        pushes.Count(one => one.Push.Before == commit) - pushes.Count(one => one.Push.After == commit);
}
