using System.Security.Cryptography;
using System.Text;
using Iexec.Docker;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Testing;
using Iexec.Worker.Inputs;
using Iexec.Worker.Running;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Iexec.Worker.Tests.Inputs;

public sealed class InputFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iexec-inputs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_come_under_the_names_that_the_app_is_told()
    {
        await using var server = await FileServer.StartAsync(http => http.Response.WriteAsync($"content of {http.Request.Path}"));
        var url = $"{server.Url}/data.csv";

        await FetchAsync([url]);

        Assert.Equal("content of /data.csv", await File.ReadAllTextAsync(Path.Combine(_folder, InputFiles.NameOf(url))));
    }

    [Fact]
    public async Task A_dataset_is_taken_when_it_is_the_one_on_chain()
    {
        await using var server = await FileServer.StartAsync(http => http.Response.WriteAsync("the data"));

        await FetchAsync([], Dataset($"{server.Url}/d", "the data"));

        Assert.Equal("the data", await File.ReadAllTextAsync(Path.Combine(_folder, "dataset")));
    }

    [Fact]
    public async Task Another_dataset_than_the_one_on_chain_is_refused()
    {
        await using var server = await FileServer.StartAsync(http => http.Response.WriteAsync("other data"));

        await FailsAsync(FailureKind.DatasetMismatch, [], Dataset($"{server.Url}/d", "the data"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task The_workers_own_network_is_out_of_reach(string host)
    {
        var asked = false;
        await using var server = await FileServer.StartAsync(http => { asked = true; return Task.CompletedTask; });

        var failure = await FailsAsync(
            FailureKind.DataUnavailable, [$"http://{host}:{new Uri(server.Url).Port}/"], change: s => s with { AllowPrivateData = false });

        Assert.Contains("no public address", failure.Detail, StringComparison.Ordinal);
        Assert.False(asked);
    }

    [Fact]
    public async Task A_redirect_to_what_can_not_be_reached_fails()
    {
        await using var server = await FileServer.StartAsync(http => { http.Response.Redirect("file:///etc/passwd"); return Task.CompletedTask; });

        await FailsAsync(FailureKind.DataUnavailable, [$"{server.Url}/a"]);
    }

    [Fact]
    public async Task Redirects_without_end_are_not_followed_for_ever()
    {
        var asked = 0;
        await using var server = await FileServer.StartAsync(http =>
        {
            http.Response.Redirect($"/{Interlocked.Increment(ref asked)}");
            return Task.CompletedTask;
        });

        await FailsAsync(FailureKind.DataUnavailable, [$"{server.Url}/0"]);
        Assert.InRange(asked, 2, 10);
    }

    [Fact]
    public async Task What_is_larger_in_sum_than_allowed_is_refused()
    {
        await using var server = await FileServer.StartAsync(http => http.Response.WriteAsync("12345678"));
        string[] urls = [$"{server.Url}/a", $"{server.Url}/b"];

        await FetchAsync(urls, change: s => s with { Limits = s.Limits with { InputBytes = 16 } });
        await FailsAsync(FailureKind.DataTooLarge, urls, change: s => s with { Limits = s.Limits with { InputBytes = 15 } });
    }

    [Fact]
    public async Task A_stream_without_end_is_cut()
    {
        await using var server = await FileServer.StartAsync(async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(new byte[1000], http.RequestAborted);
        });

        await FailsAsync(FailureKind.DataTooLarge, [$"{server.Url}/a"], change: s => s with { Limits = s.Limits with { InputBytes = 5000 } });
    }

    [Fact]
    public async Task Too_many_files_are_refused_before_any_is_fetched()
    {
        var asked = false;
        await using var server = await FileServer.StartAsync(http => { asked = true; return Task.CompletedTask; });

        await FailsAsync(FailureKind.DataTooLarge, [.. Enumerable.Range(0, InputFiles.Most + 1).Select(i => $"{server.Url}/{i}")]);
        Assert.False(asked);
    }

    [Theory]
    [InlineData("/ipfs/QmW2WQi7j6c7UgJTarActp7tDNikE4B2qXtFCfLPdsgaTQ/cat.jpg", "/ipfs/QmW2WQi7j6c7UgJTarActp7tDNikE4B2qXtFCfLPdsgaTQ/cat.jpg")]
    [InlineData("ipfs://QmW2WQi7j6c7UgJTarActp7tDNikE4B2qXtFCfLPdsgaTQ", "/ipfs/QmW2WQi7j6c7UgJTarActp7tDNikE4B2qXtFCfLPdsgaTQ")]
    [InlineData("ipfs://ipfs/bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi/a b", "/ipfs/bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi/a%20b")]
    public async Task Data_on_ipfs_comes_through_the_first_gateway_that_has_it(string address, string asked)
    {
        await using var without = await FileServer.StartAsync(http => { http.Response.StatusCode = 404; return Task.CompletedTask; });
        await using var gateway = await FileServer.StartAsync(http => http.Response.WriteAsync($"{http.Request.Path.ToUriComponent()} by {http.Request.Headers.UserAgent}"));
        WorkerSettings With(WorkerSettings s) => s with { AllowPrivateData = false, IpfsGateways = [new("http://127.0.0.1:1"), new(without.Url), new(gateway.Url)] };

        await FetchAsync([address], change: With);

        Assert.StartsWith($"{asked} by iexec/", await File.ReadAllTextAsync(Path.Combine(_folder, InputFiles.NameOf(address))), StringComparison.Ordinal);
        Assert.Contains("no gateway", (await FailsAsync(FailureKind.DataUnavailable, [address], change: s => s with { IpfsGateways = [] })).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2f697066732f516d5732575169376a36633755674a546172416374703774444e696b453442327158744643664c50647367615451", "/ipfs/QmW2WQi7j6c7UgJTarActp7tDNikE4B2qXtFCfLPdsgaTQ")]
    [InlineData("a5032212207237a7f4091a74ae95514890fa86a2e8a36037c350ea71c06a34c8cbe25a5057", "/ipfs/QmW2WQi7j6c7UgJTarActp7tDNikE4B2qXtFCfLPdsgaTQ")]
    [InlineData("a50324017012207237a7f4091a74ae95514890fa86a2e8a36037c350ea71c06a34c8cbe25a5057", "/ipfs/bafybeidsg6t7ici2osxjkukisd5inixiunqdpq2q5jy4a2ruzdf6ewsqk4")]
    public void A_datasets_address_is_read_in_text_and_as_published_clients_code_it(string bytes, string text) =>
        Assert.Equal(text, DataAddress.TextOf(Convert.FromHexString(bytes)));

    [Theory]
    [InlineData("/ipfs/QmW2WQi7j6c7UgJTarActp7tDNikE4B2qXtFCfLPdsgaTQ/../../admin")]
    [InlineData("/ipfs/QmW2WQi7j6c7UgJTarActp7tDNikE4B2qXtFCfLPdsgaTQ/%2e%2e/%2e%2e/admin")]
    [InlineData("/ipfs/QmW2WQi7j6c7UgJTarActp7tDNikE4B2qXtFCfLPdsgaTQ?x=1")]
    [InlineData("ipfs://admin/set")]
    [InlineData("/ipns/example.com")]
    public async Task What_leads_elsewhere_on_a_gateway_is_not_asked_of_it(string address)
    {
        var asked = false;
        await using var gateway = await FileServer.StartAsync(http => { asked = true; return Task.CompletedTask; });

        await FailsAsync(FailureKind.DataUnavailable, [address], change: s => s with { IpfsGateways = [new(gateway.Url)] });
        Assert.False(asked);
    }

    [Theory]
    [InlineData("""{"iexec_input_files":[null]}""")]
    [InlineData("""{"iexec_input_files":["file:///etc/passwd"]}""")]
    [InlineData("""{"iexec_input_files":["data.csv"]}""")]
    public async Task What_is_no_address_on_the_web_is_refused(string parameters)
    {
        var failure = await FailsAsync(FailureKind.DataUnavailable, InputFiles.UrlsOf(DealParams.Parse(parameters)));

        Assert.Contains("is no http address", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_breaks_off_is_unavailable()
    {
        await using var missing = await FileServer.StartAsync(http => { http.Response.StatusCode = 404; return Task.CompletedTask; });
        await using var broken = await FileServer.StartAsync(async http =>
        {
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("half");
            await http.Response.Body.FlushAsync();
            http.Abort();
        });

        await FailsAsync(FailureKind.DataUnavailable, [$"{missing.Url}/a"]);
        await FailsAsync(FailureKind.DataUnavailable, [$"{broken.Url}/a"]);
    }

    [Fact]
    public async Task A_server_that_never_answers_ends_with_the_time_allowed()
    {
        var time = new ManualTime();
        await using var server = await FileServer.StartAsync(http => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

        var fetch = FailsAsync(FailureKind.DataUnavailable, [$"{server.Url}/a"], time: time);
        await time.WaitForTimersAsync();
        time.Advance(TimeSpan.FromMinutes(10));

        Assert.Contains("did not come within 600 s", (await fetch).Detail, StringComparison.Ordinal);
    }

    private static DatasetInfo Dataset(string url, string content) =>
        new("data", Encoding.UTF8.GetBytes(url), Bytes32.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(content))));

    private async Task<RunFailure> FailsAsync(
        FailureKind kind, IReadOnlyList<string> urls, DatasetInfo? dataset = null, Func<WorkerSettings, WorkerSettings>? change = null, TimeProvider? time = null)
    {
        var failure = (await Assert.ThrowsAsync<RunFailedException>(() => FetchAsync(urls, dataset, change, time))).Failure;
        Assert.True(kind == failure.Kind, failure.ToString());
        return failure;
    }

    private async Task FetchAsync(
        IReadOnlyList<string> urls, DatasetInfo? dataset = null, Func<WorkerSettings, WorkerSettings>? change = null, TimeProvider? time = null)
    {
        using var key = PrivateKey.Create();
        var settings = new WorkerSettings
        {
            Name = "w",
            Key = key,
            DataFolder = _folder,
            ChainUrl = new("http://127.0.0.1:1"),
            Hub = default,
            Workerpool = default,
            Scheduler = new("http://127.0.0.1:1"),
            Engine = DockerEndpoint.Parse(DockerEngine.Address),
            AllowPrivateData = true,
        };
        using var files = new InputFiles(change?.Invoke(settings) ?? settings, TestSurroundings.With(time));
        await files.FetchAsync(dataset, Path.Combine(_folder, "dataset"), urls, _folder, default);
    }
}
