using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Iexec.Hosting;

/// <summary>
/// The measurements of one service in the Prometheus text format: the instruments of meters created by the service's own
/// <see cref="IMeterFactory"/>. Counters and gauges are given as they are, histograms by their count and sum.
/// </summary>
internal sealed class PrometheusText : IDisposable
{
    private readonly ConcurrentDictionary<string, double> _samples = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public PrometheusText(IMeterFactory own)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, own))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Record(i, value, tags));
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Record(i, value, tags));
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Record(i, value, tags));
        _listener.Start();
    }

    /// <summary>All samples, one a line.</summary>
    public override string ToString()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (key, value) in _samples.OrderBy(s => s.Key, StringComparer.Ordinal))
            text.Append(key).Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name.Replace('.', '_');
        var labels = Labels(tags);
        var type = instrument.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Histogram<>))
        {
            Add($"{name}_count{labels}", 1);
            Add($"{name}_sum{labels}", value);
        }
        else if (instrument.IsObservable || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Gauge<>)))
            _samples[name + labels] = value;
        else
            Add(name + labels, value);
    }

    private void Add(string key, double value) => _samples.AddOrUpdate(key, value, (_, sum) => sum + value);

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var labels = new List<string>(tags.Length);
        foreach (var (key, value) in tags)
            labels.Add($"{key.Replace('.', '_')}=\"{Escape(Convert.ToString(value, CultureInfo.InvariantCulture))}\"");
        return '{' + string.Join(',', labels) + '}';
    }

    private static string Escape(string? value) =>
        (value ?? "").Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
}
