using System.Collections.Concurrent;

namespace Rex.Simulator.Tests.Argo.Stories;

/// <summary>
/// The contract with the real Argo: every recording there is, of both versions, is reached from the creation of its workflow and compared.
/// </summary>
public sealed class RecordedStoriesTests
{
    private static readonly ConcurrentDictionary<(string Version, string Workflow), Lazy<Task<Dictionary<string, string>>>> Played = new();

    public static TheoryData<string, string> Recorded()
    {
        var data = new TheoryData<string, string>();
        foreach (var recording in Recording.All)
        {
            data.Add(recording.Version, recording.Name);
        }

        if (data.Count == 0)
        {
            data.Add("", "");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Play_UpToThatMoment_IsAsRecorded(string version, string name)
    {
        var recording = Recording.Load(version, name);
        var story = Played.GetOrAdd((version, recording.WorkflowName), _ => new(() => PlayAsync(recording)));

        (await story.Value)[name].ShouldBe("");
    }

    private static async Task<Dictionary<string, string>> PlayAsync(Recording any)
    {
        var story = Recording.All.Where(other => other.Version == any.Version && other.WorkflowName == any.WorkflowName).ToList();
        await using var player = await StoryPlayer.StartAsync(story[0]);
        var differences = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var recording in story)
        {
            differences[recording.Name] = string.Join(Environment.NewLine, await player.PlayAsync(recording));
        }

        return differences;
    }
}
