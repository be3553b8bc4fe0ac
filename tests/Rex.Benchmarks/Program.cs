using BenchmarkDotNet.Running;
using Rex.Benchmarks;
using Rex.Benchmarks.Receiving;

if (args is ["ratios"])
{
    Ratios.Write(Console.Out);
    return;
}

if (args is ["receiver"])
{
    // The service logs each delivery: written, but not to be looked at.
    var output = Console.Out;
    Console.SetOut(TextWriter.Null);
    await ReceiverLoad.WriteAsync(output);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(QuickConfig).Assembly).Run(args, new QuickConfig());
