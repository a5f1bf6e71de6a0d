using Iexec.Ethereum;
using Iexec.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Iexec.Hosting.Tests;

public sealed class ServiceFaultTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TaskCompletionSource _fail = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_service_whose_loop_throws_ends_by_an_exception_that_says_so()
    {
        await using var service = Create<Failing>();
        var fault = await Assert.ThrowsAsync<ServiceFaultException>(() => service.RunToEndAsync(_fail.SetResult, default));
        Assert.Contains("Failing failed: the node at http://node.example is on another chain", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_does_one_whose_loop_throws_at_once()
    {
        _fail.SetResult();
        await using var service = Create<Failing>();
        await Assert.ThrowsAsync<ServiceFaultException>(() => service.RunToEndAsync(() => { }, default));
    }

    [Fact]
    public async Task A_service_that_is_told_to_stop_ends_well()
    {
        await using var service = Create<Waiting>();
        using var stop = new CancellationTokenSource();
        await service.RunToEndAsync(stop.Cancel, stop.Token);
        Assert.Null(service.Fault());
    }

    private WebApplication Create<T>() where T : class, IHostedService
    {
        var builder = ServiceHost.CreateBuilder(new()
        {
            DataFolder = _folder.Path,
            ChainUrl = new Uri("http://127.0.0.1:1"),
            Hub = Address.Zero,
            Logger = NullLoggerProvider.Instance,
        });
        builder.Services.AddSingleton(_fail).AddHostedService<T>();
        return ServiceHost.Build(builder);
    }

    private sealed class Failing(TaskCompletionSource fail) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await fail.Task;
            throw new InvalidOperationException("the node at http://node.example/key is on another chain");
        }
    }

    private sealed class Waiting : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken);
    }
}
