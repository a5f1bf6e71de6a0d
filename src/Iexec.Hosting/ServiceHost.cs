using Iexec.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Iexec.Hosting;

/// <summary>
/// Builds a service's web application: <see cref="CreateBuilder"/>, add what the service needs, <see cref="Build"/>, map its endpoints.
/// Nothing is static, so that several services live in one process.
/// </summary>
public static class ServiceHost
{
    /// <summary>
    /// A builder with server, logs, errors, limits, health, telemetry and JSON, and with the clock as <see cref="TimeProvider"/>.
    /// </summary>
    /// <param name="settings">The service's settings.</param>
    /// <param name="surroundings">What comes from outside; the real ones when null.</param>
    public static WebApplicationBuilder CreateBuilder(ServiceSettings settings, ServiceSurroundings? surroundings = null)
    {
        surroundings ??= ServiceSurroundings.Real;
        PrivateFolder.Create(settings.DataFolder);
        // The empty builder reads no appsettings.json and no variables, which services in one process would share.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = settings.DataFolder });
        surroundings.Server(builder.WebHost.UseUrls(settings.Listen.ToString()).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.MaxRequestBytes;
        }));
        builder.Logging.AddServiceLog(settings);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(surroundings)
            .AddSingleton<Surroundings>(surroundings)
            .AddSingleton(surroundings.Time)
            .AddSingleton(surroundings.Randomness)
            .AddSingleton(_ => ServiceHttp.Create(surroundings))
            .AddTelemetry(settings)
            .AddRouting()
            .AddBrowsers(settings)
            .AddProxies(settings)
            .AddOpenApi()
            .ConfigureHttpJsonOptions(json => ServiceJson.UseProtocol(json.SerializerOptions))
            .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
            // A network stops within the time a terminal's user waits, even when clients hold long polls.
            .Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5))
            .AddHealthChecks();
        return builder;
    }

    /// <summary>
    /// The application, with uniform errors and with <c>GET /health</c>, <c>/version</c>, <c>/openapi/v1.json</c> and (unless the
    /// service has
    /// its own) <c>/metrics</c>.
    /// </summary>
    public static WebApplication Build(WebApplicationBuilder builder, string metricsPath = "/metrics")
    {
        var app = builder.Build();
        var settings = app.Services.GetRequiredService<ServiceSettings>();
        app.UseMiddleware<ErrorAnswers>();
        if (settings.ForwardedHeaders.Count > 0)
            app.UseForwardedHeaders();
        app.UseMiddleware<HostCheck>();
        if (settings.Origins.Count > 0)
            app.UseCors();
        if (settings.RequestsPerMinute > 0)
            app.UseMiddleware<RequestLimit>();
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteHealth });
        app.MapGet("/version", () => new { Ok = true, Version = ProgramVersion.Text });
        app.MapPrometheusScrapingEndpoint(metricsPath);
        app.MapOpenApi();
        return app;
    }

    /// <summary>The URL a started application listens on, with its real port.</summary>
    public static Uri ListenUrl(this WebApplication app) => new(app.Urls.First());

    private static Task WriteHealth(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        Ok = report.Status == HealthStatus.Healthy,
        Checks = report.Entries.ToDictionary(e => e.Key, e => PublicText.Of(e.Value.Description ?? e.Value.Status.ToString())),
    });
}
