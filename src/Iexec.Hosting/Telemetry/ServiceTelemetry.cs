using System.Diagnostics;
using System.Diagnostics.Metrics;
using Iexec.Runtime;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Iexec.Hosting;

/// <summary>
/// Metrics for Prometheus, and metrics and traces for a collector where one is named. Several services may live in one process, so each
/// tells only of the meters of its own <see cref="IMeterFactory"/> and of the requests made to itself.
/// </summary>
internal static class ServiceTelemetry
{
    private const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, ServiceSettings settings)
    {
        var telemetry = services.AddMetrics().AddOpenTelemetry()
            .ConfigureResource(service => service.AddService(settings.GetType().Namespace!, serviceVersion: ProgramVersion.Text))
            .WithMetrics(metrics => metrics
                .AddMeter("*")
                .AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0));
        services.ConfigureOpenTelemetryMeterProvider((provider, metrics) =>
        {
            var own = provider.GetRequiredService<IMeterFactory>();
            metrics.AddView(instrument => ReferenceEquals(instrument.Meter.Scope, own) ? null : MetricStreamConfiguration.Drop);
        });
        // The collector is the operator's: the exporter reaches it by itself.
        if ((settings.Collector ?? FromEnvironment()) is { } collector)
        {
            telemetry
                .WithMetrics(metrics => metrics.AddOtlpExporter(to => To(to, collector, "v1/metrics")))
                .WithTracing(traces => traces
                    .AddAspNetCoreInstrumentation()
                    // A path may hold a node's key.
                    .AddHttpClientInstrumentation(http => http.EnrichWithHttpRequestMessage =
                        (activity, request) => activity.SetTag("url.full", request.RequestUri!.WithoutSecrets()))
                    .AddProcessor(provider => new OwnTraces(provider.GetRequiredService<ActivitySource>(), collector)));
        }
        return services;
    }

    public static OtlpExporterOptions To(OtlpExporterOptions options, Uri collector, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{collector.ToString().TrimEnd('/')}/{path}");
        return options;
    }

    private static Uri? FromEnvironment() =>
        Uri.TryCreate(Environment.GetEnvironmentVariable(Variable), UriKind.Absolute, out var url) ? url : null;
}
