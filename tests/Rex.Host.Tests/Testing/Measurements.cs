using System.Diagnostics.Metrics;
using Rex.Host.Observing;

namespace Rex.Host.Tests.Testing;

/// <summary>Listens to the meter of one factory, so that tests do not hear each other.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly Lock gate = new();
    private readonly MeterListener listener = new();
    private readonly List<(string Name, double Value, string Tags)> all = [];

    public Measurements(IMeterFactory factory)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == RexInstruments.Name && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                Instruments.Add(instrument);
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
    }

    public List<Instrument> Instruments { get; } = [];

    /// <summary>Everything that was measured, each as <c>value [tags]</c>, in its order.</summary>
    public IReadOnlyList<string> Of(string name)
    {
        lock (gate)
        {
            return [.. all.Where(one => one.Name == name).Select(one => FormattableString.Invariant($"{one.Value} {one.Tags}").TrimEnd())];
        }
    }

    /// <summary>Asks the gauges.</summary>
    public void Ask() => listener.RecordObservableInstruments();

    public void Dispose() => listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(' ', tags.ToArray().Select(tag => tag.Value));
        lock (gate)
        {
            all.Add((instrument.Name, value, text));
        }
    }
}
