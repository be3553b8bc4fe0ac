using System.Globalization;
using Bogus;
using Rex.Simulator.Clocks;
using Rex.Simulator.Deliveries;

namespace Rex.Simulator.Commands;

/// <summary>Makes up push deliveries from a seed.</summary>
internal static class MadeDeliveries
{
    /// <exception cref="InvalidDataException">The folder cannot be made.</exception>
    public static IEnumerable<string> Write(string folder, int count, int seed)
    {
        Make(folder);
        var faker = new Faker { Random = new Randomizer(seed) };
        var start = new SimulationClockOptions().Start;
        for (var index = 1; index <= count; index++)
        {
            var facts = new PushFacts
            {
                RepositoryId = 1296269123,
                Owner = "acme",
                Repository = "shop",
                Ref = $"refs/heads/feature/task-{faker.Random.Number(1, 99)}-{faker.Lorem.Slug(2)}",
                Before = Commit(faker),
                After = Commit(faker),
                // The default world has QA at work after about a minute.
                PushedAt = start.AddMinutes(2).AddSeconds(index),
                Commits = faker.Random.Number(1, 5),
                DeliveryId = faker.Random.Guid(),
            };
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"push-{index:00}.json"));
            DeliveryFile.Write(path, PushDelivery.Make(path, facts, seed + index));
            yield return path;
        }
    }

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{folder} cannot be made a folder: {error.Message}", error);
        }
    }

    private static string Commit(Faker faker) => faker.Random.Hexadecimal(40, "").ToLowerInvariant();
}
