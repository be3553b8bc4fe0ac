using BenchmarkDotNet.Running;
using Rex.Benchmarks;

if (args is ["ratios"])
{
    Ratios.Write(Console.Out);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(QuickConfig).Assembly).Run(args, new QuickConfig());
