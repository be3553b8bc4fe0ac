using System.Runtime.CompilerServices;
using Rex.Core.Remediations;

namespace Rex.Core.Tests.Mutation;

/// <summary>
/// Makes everything that is static before the first mutant is tested. Stryker tests one mutant after the other in one process: what is made
/// but once would otherwise keep for all later ones what the first one made of it.
/// </summary>
/// <remarks>Stryker says in a file which mutant is active (a number of four bytes, -1: none). It changes between two runs of tests only.</remarks>
internal static class StaticState
{
    private const int NoMutant = -1;

    [ModuleInitializer]
    internal static void Make()
    {
        var path = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE");
        if (!File.Exists(path))
        {
            return;
        }

        var active = new byte[sizeof(int)];
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.ReadExactly(active);
        Write(file, BitConverter.GetBytes(NoMutant));
        foreach (var type in typeof(StaticState).Assembly.GetTypes().Concat(typeof(TaskKey).Assembly.GetTypes()))
        {
            if (!type.ContainsGenericParameters)
            {
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }
        }

        Write(file, active);
    }

    private static void Write(FileStream file, byte[] mutant)
    {
        file.Position = 0;
        file.Write(mutant);
        file.Flush();
    }
}
