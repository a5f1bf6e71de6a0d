using System.Net;
using Iexec.Testing;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Iexec.Hosting.Tests;

public sealed class RequestLimitTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Requests_beyond_the_limit_are_refused_until_time_has_passed()
    {
        await using var service = await TestService.StartAsync(s => s with { RequestsPerMinute = 2 }, time: _time);
        (await service.GetAsync("/version")).EnsureSuccessStatusCode();
        (await service.GetAsync("/version")).EnsureSuccessStatusCode();
        using var third = await service.GetAsync("/version");
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), third.Headers.RetryAfter!.Delta);
        Assert.StartsWith("Rate limit exceeded", await TestService.ErrorOf(third), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(30));
        (await service.GetAsync("/version")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_caller_says_who_it_is_only_through_a_proxy_that_the_operator_names()
    {
        await using var service = await TestService.StartAsync(s => s with { RequestsPerMinute = 1 }, time: _time);
        (await service.GetAsync("/version", ("X-Forwarded-For", "198.51.100.1"))).EnsureSuccessStatusCode();
        using (var invented = await service.GetAsync("/version", ("X-Forwarded-For", "198.51.100.2")))
            Assert.Equal(HttpStatusCode.TooManyRequests, invented.StatusCode);

        await service.RestartAsync(s => s with { RequestsPerMinute = 1, ForwardedHeaders = ["127.0.0.0/8"] }, time: _time);
        (await service.GetAsync("/version", ("X-Forwarded-For", "198.51.100.1"))).EnsureSuccessStatusCode();
        (await service.GetAsync("/version", ("X-Forwarded-For", "198.51.100.2"))).EnsureSuccessStatusCode();
        // What stands before the address that the proxy saw is the caller's own invention.
        using var again = await service.GetAsync("/version", ("X-Forwarded-For", "203.0.113.9, 198.51.100.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, again.StatusCode);
    }

    [Fact]
    public async Task A_long_poll_is_one_request_and_others_of_its_address_are_served_meanwhile()
    {
        var end = new TaskCompletionSource<string>();
        await using var service = await TestService.StartAsync(
            s => s with { RequestsPerMinute = 100, RequestsAtOnce = 2 }, map: app => app.MapGet("/poll", () => end.Task), time: _time);
        var poll = service.GetAsync("/poll");
        (await service.GetAsync("/version")).EnsureSuccessStatusCode();
        end.SetResult("over");
        (await poll).EnsureSuccessStatusCode();
    }

    [Fact]
    public void Requests_side_by_side_are_bounded()
    {
        var budget = new AddressBudget(100, 2, _time);
        var first = Enter(budget, "192.0.2.1");
        Assert.NotNull(Enter(budget, "192.0.2.1"));
        Assert.Null(Enter(budget, "192.0.2.1"));
        Assert.NotNull(Enter(budget, "192.0.2.2"));
        budget.Leave(first!);
        Assert.NotNull(Enter(budget, "192.0.2.1"));
    }

    [Fact]
    public void An_ipv6_network_of_64_bits_is_one_caller()
    {
        var budget = new AddressBudget(2, 9, _time);
        Assert.NotNull(Enter(budget, "2001:db8:1:2::1"));
        Assert.NotNull(Enter(budget, "2001:db8:1:2:ffff::1"));
        Assert.Null(Enter(budget, "2001:db8:1:2:3::1"));
        Assert.NotNull(Enter(budget, "2001:db8:1:3::1"));
        Assert.NotNull(Enter(budget, "192.0.2.1"));
        Assert.NotNull(Enter(budget, "::ffff:192.0.2.1"));
        Assert.Null(Enter(budget, "192.0.2.1"));
    }

    [Fact]
    public void Very_many_addresses_take_bounded_memory_and_the_known_keep_their_own_account()
    {
        var budget = new AddressBudget(10, 1000, _time, most: 100);
        Assert.NotNull(Enter(budget, "192.0.2.1"));
        for (var i = 0; i < 10_000; i++)
            Enter(budget, $"2001:db8:{i / 100:x}:{i % 100:x}::1");
        Assert.True(budget.Count <= 201, $"{budget.Count} accounts");
        Assert.NotNull(Enter(budget, "192.0.2.1"));
        // Those who were too many share an account; when they are gone it is everybody's own again.
        Assert.Null(Enter(budget, "2001:db8:ffff:1::1"));
    }

    [Fact]
    public void Accounts_of_those_who_are_gone_make_room()
    {
        var budget = new AddressBudget(10, 1000, _time, most: 100);
        for (var i = 0; i < 1000; i++)
        {
            if (Enter(budget, $"2001:db8:1:{i:x}::1") is { } account)
                budget.Leave(account);
        }
        _time.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 10; i++)
            Assert.NotNull(Enter(budget, "2001:db8:1:ffff::1"));
        Assert.True(budget.Count < 100, $"{budget.Count} accounts");
    }

    private static AddressBudget.Account? Enter(AddressBudget budget, string address) => budget.Enter(IPAddress.Parse(address), out _);
}
