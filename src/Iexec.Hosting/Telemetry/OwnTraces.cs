using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;

namespace Iexec.Hosting;

/// <summary>Sends a service's traces to a collector: not those of requests that were made to another service of this process.</summary>
/// <param name="own">Where the service's own requests are from.</param>
/// <param name="collector">The collector.</param>
internal sealed class OwnTraces(ActivitySource own, Uri collector)
    : BatchActivityExportProcessor(new OtlpTraceExporter(ServiceTelemetry.To(new OtlpExporterOptions(), collector, "v1/traces")))
{
    public override void OnEnd(Activity data)
    {
        var root = data;
        while (root.Parent is { } parent)
            root = parent;
        if (root.Source.Name != own.Name || ReferenceEquals(root.Source, own))
            base.OnEnd(data);
    }
}
