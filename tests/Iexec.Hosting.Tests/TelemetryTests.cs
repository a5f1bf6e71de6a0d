using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Iexec.Hosting.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Each_service_of_a_process_tells_of_its_own_meters_only()
    {
        await using var one = await TestService.StartAsync();
        await using var other = await TestService.StartAsync();
        Count(one, "tasks.of.one");
        Count(other, "tasks.of.other");
        await one.Http.GetStringAsync("/version");

        var metrics = await one.Http.GetStringAsync("/metrics");
        Assert.Matches("(?m)^tasks_of_one_total\\{.*\\} 3", metrics);
        Assert.Matches("(?m)^http_server_request_duration_seconds_count\\{.*\"/version\".*\\} 1", metrics);
        Assert.DoesNotContain("tasks_of_other", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("/version", await other.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_is_named_gets_metrics_and_traces()
    {
        var asked = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var collector = await TestService.StartAsync(map: app =>
            app.MapPost("/{**path}", (HttpContext http) => asked.Add(http.Request.Path)));
        await using (var service = await TestService.StartAsync(s => s with { Collector = collector.Http.BaseAddress }))
            await service.Http.GetStringAsync("/version");
        Assert.Contains("/v1/metrics", asked);
        Assert.Contains("/v1/traces", asked);
    }

    private static void Count(TestService service, string name) =>
        service.App.Services.GetRequiredService<IMeterFactory>().Create("Iexec.Test").CreateCounter<long>(name).Add(3);
}
