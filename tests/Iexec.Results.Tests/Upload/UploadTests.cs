using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Results.Tests.Upload;

public sealed class UploadTests : IDisposable
{
    private readonly PrivateKey _worker = PrivateKey.Create();

    public void Dispose() => _worker.Dispose();

    [Fact]
    public async Task A_revealed_result_is_stored_found_and_downloaded()
    {
        await using var store = await TestStore.StartAsync();
        var zip = TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest);
        var token = await store.TokenAsync(_worker);
        Assert.Null(await store.Client.FindAsync(store.Chain.Task, default));
        using (var before = await store.SendAsync(HttpMethod.Head, $"/v1/results/{store.Chain.Task}", token))
            Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);

        var link = await store.Client.UploadAsync(store.Chain.Task, new MemoryStream(zip), token, default);

        Assert.Matches("^/ipfs/Qm[1-9A-HJ-NP-Za-km-z]{44}$", link.Location);
        Assert.Equal(link, await store.Client.FindAsync(store.Chain.Task, default));
        using (var after = await store.SendAsync(HttpMethod.Head, $"/v1/results/{store.Chain.Task}", token))
            Assert.Equal(HttpStatusCode.NoContent, after.StatusCode);
        using var downloaded = new MemoryStream();
        await store.Client.DownloadAsync(link, downloaded, zip.Length, default);
        Assert.Equal(zip, downloaded.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_published_json_form_takes_base64_and_number_arrays(bool base64)
    {
        await using var store = await TestStore.StartAsync();
        var zip = TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest);
        var model = new Dictionary<string, object>
        {
            ["chainTaskId"] = store.Chain.Task,
            ["dealId"] = "0x00",
            ["taskIndex"] = 0,
            ["zip"] = base64 ? zip : zip.Select(b => (int)b),
            ["deterministHash"] = digest,
            ["enclaveSignature"] = "",
        };
        using var answer = await store.SendAsync(HttpMethod.Post, "/v1/results", await store.TokenAsync(_worker), JsonContent.Create(model));
        var location = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("/ipfs/Qm", location, StringComparison.Ordinal);
        Assert.Equal(zip, await store.Http.GetByteArrayAsync(location));
    }

    [Theory]
    [InlineData("""{"chainTaskId":"0x00","zip":""}""")]
    [InlineData("""{"zip":"AA=="}""")]
    [InlineData("""{"chainTaskId":"0x0000000000000000000000000000000000000000000000000000000000000001","zip":[256]}""")]
    [InlineData("""{"chainTaskId":"0x0000000000000000000000000000000000000000000000000000000000000001","zip":null}""")]
    [InlineData("null")]
    [InlineData("[")]
    public async Task A_body_that_is_no_result_model_is_refused(string body)
    {
        await using var store = await TestStore.StartAsync();
        var answer = await store.SendAsync(HttpMethod.Post, "/v1/results", await store.TokenAsync(_worker), new StringContent(body));
        await TestStore.RefusedAsync(answer, 400, "not a result model");
    }

    [Theory]
    [InlineData(ChainTaskStatus.Unset, "does not exist")]
    [InlineData(ChainTaskStatus.Active, "is ACTIVE on chain")]
    [InlineData(ChainTaskStatus.Completed, "is COMPLETED on chain")]
    [InlineData(ChainTaskStatus.Failed, "is FAILED on chain")]
    public async Task A_task_that_is_not_revealing_takes_no_result(ChainTaskStatus status, string sentence)
    {
        await using var store = await TestStore.StartAsync();
        var zip = TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest);
        var token = await store.TokenAsync(_worker);
        store.Chain.Status = status;
        await TestStore.RefusedAsync(await store.PutAsync(token, zip), 403, sentence);
    }

    [Theory]
    [InlineData(ContributionStatus.Unset, "has not contributed")]
    [InlineData(ContributionStatus.Contributed, "has not revealed")]
    [InlineData(ContributionStatus.Rejected, "was rejected")]
    public async Task Only_who_has_revealed_may_upload(ContributionStatus status, string sentence)
    {
        await using var store = await TestStore.StartAsync();
        var zip = TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest, status);
        await TestStore.RefusedAsync(await store.PutAsync(await store.TokenAsync(_worker), zip), 403, sentence);
    }

    [Fact]
    public async Task A_token_gives_nothing_on_a_result_that_another_wallet_revealed()
    {
        await using var store = await TestStore.StartAsync();
        var zip = TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest);
        using var other = PrivateKey.Create();
        await TestStore.RefusedAsync(await store.PutAsync(await store.TokenAsync(other), zip), 403, $"{other.Address} has not contributed");
    }

    [Fact]
    public async Task A_tee_task_is_refused()
    {
        await using var store = await TestStore.StartAsync();
        var zip = TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest);
        store.Chain.Tag = Tag.Parse("tee,tdx", null);
        await TestStore.RefusedAsync(await store.PutAsync(await store.TokenAsync(_worker), zip), 403, "TEE");
    }

    [Fact]
    public async Task An_archive_with_another_digest_is_refused_and_leaves_no_file()
    {
        await using var store = await TestStore.StartAsync();
        TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest);
        var token = await store.TokenAsync(_worker);
        await TestStore.RefusedAsync(await store.PutAsync(token, TestZip.Result("43", out _)), 400, "is not what was revealed");
        await TestStore.RefusedAsync(await store.PutAsync(token, [1, 2, 3]), 400, "not a zip");
        Assert.Empty(Files(store, "blobs"));
        Assert.Empty(Files(store, "incoming"));
        Assert.Null(await store.Client.FindAsync(store.Chain.Task, default));
    }

    [Fact]
    public async Task The_same_archive_again_is_the_same_link_and_another_is_refused()
    {
        await using var store = await TestStore.StartAsync();
        var zip = TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest);
        var token = await store.TokenAsync(_worker);
        using var first = await store.PutAsync(token, zip);
        store.Chain.Status = ChainTaskStatus.Completed;
        using var again = await store.PutAsync(token, zip);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        var other = TestZip.Of(("result.txt", "42"), ("more.txt", "x"), TestZip.Computed("/iexec_out/result.txt"));
        await TestStore.RefusedAsync(await store.PutAsync(token, other), 409, "has a result already");
        Assert.Single(Files(store, "blobs"));
    }

    [Fact]
    public async Task Of_many_uploads_at_once_one_is_kept_and_all_are_told_which()
    {
        await using var store = await TestStore.StartAsync();
        TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest);
        var token = await store.TokenAsync(_worker);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => store.PutAsync(
            token, TestZip.Of(("result.txt", "42"), ("log.txt", $"{i % 3}"), TestZip.Computed("/iexec_out/result.txt")))));
        var kept = await store.Client.FindAsync(store.Chain.Task, default);
        foreach (var answer in answers)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Contains(kept!.Location, text, StringComparison.Ordinal);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, text);
            answer.Dispose();
        }
        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Single(Files(store, "blobs"));
    }

    [Fact]
    public async Task Sizes_are_bounded_for_an_upload_and_for_a_wallet()
    {
        await using var store = await TestStore.StartAsync();
        var zip = TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest);
        var token = await store.TokenAsync(_worker);

        await store.RestartAsync(s => s with { MaxResultBytes = zip.Length - 1 });
        await TestStore.RefusedAsync(await store.PutAsync(token, zip), 413, $"at most {zip.Length - 1}");
        await store.RestartAsync(s => s with { MaxBytesPerUploader = zip.Length - 1 });
        await TestStore.RefusedAsync(await store.PutAsync(token, zip), 413, "would exceed");
        await store.RestartAsync(s => s with { MaxJsonBytes = 100 });
        var model = JsonContent.Create(new { chainTaskId = store.Chain.Task, zip });
        using var json = await store.SendAsync(HttpMethod.Post, "/v1/results", token, model);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, json.StatusCode);

        await store.RestartAsync(s => s with { MaxResultBytes = zip.Length, MaxBytesPerUploader = zip.Length });
        using var fits = await store.PutAsync(token, zip);
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
    }

    [Fact]
    public async Task A_result_of_many_chunks_streams_in_and_out()
    {
        await using var store = await TestStore.StartAsync(s => s with { MaxRequestBytes = 1000 });
        var output = new byte[3_000_000];
        new Random(1).NextBytes(output);
        var zip = TestZip.Of([("out.bin", output), ("computed.json", """{"deterministic-output-path":"/iexec_out/out.bin"}"""u8.ToArray())]);
        store.Chain.Contribute(_worker.Address, Bytes32.FromBytes(SHA256.HashData(output)));
        using var answer = await store.PutAsync(await store.TokenAsync(_worker), zip);
        Assert.Equal(zip, await store.Http.GetByteArrayAsync(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task The_result_of_a_deal_with_callback_is_the_callbacks_bytes()
    {
        await using var store = await TestStore.StartAsync();
        store.Chain.Callback = _worker.Address;
        store.Chain.Contribute(_worker.Address, Keccak256.Hash([1, 2]));
        var zip = TestZip.Of(("r.txt", "x"), ("computed.json", """{"deterministic-output-path":"/iexec_out/r.txt","callback-data":"0x0102"}"""));
        using var answer = await store.PutAsync(await store.TokenAsync(_worker), zip);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        await using var store = await TestStore.StartAsync();
        TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest);
        var token = await store.TokenAsync(_worker);
        using (var connection = new TcpClient())
        {
            await connection.ConnectAsync(store.Http.BaseAddress!.Host, store.Http.BaseAddress.Port);
            var head = $"PUT /v1/results/{store.Chain.Task} HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\nContent-Length: 1000\r\n\r\nPK";
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
            Assert.True(SpinWait.SpinUntil(() => Files(store, "incoming").Length == 1, TimeSpan.FromSeconds(30)));
        }
        Assert.True(SpinWait.SpinUntil(() => Files(store, "incoming").Length == 0, TimeSpan.FromSeconds(30)));
        Assert.Empty(Files(store, "blobs"));
    }

    [Fact]
    public async Task A_stream_without_length_is_refused()
    {
        await using var store = await TestStore.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/v1/results/{store.Chain.Task}") { Content = new ByteArrayContent([1]) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.TryAddWithoutValidation("Authorization", await store.TokenAsync(_worker));
        await TestStore.RefusedAsync(await store.Http.SendAsync(request), 411, "Content-Length");
    }

    [Fact]
    public async Task A_restart_keeps_results_and_tokens()
    {
        await using var store = await TestStore.StartAsync();
        var zip = TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest);
        var token = await store.TokenAsync(_worker);
        using var answer = await store.PutAsync(token, zip);
        await File.WriteAllTextAsync(Path.Combine(store.Folder, "incoming", "half"), "x");

        await store.RestartAsync();

        Assert.Equal(zip, await store.Http.GetByteArrayAsync(await answer.Content.ReadAsStringAsync()));
        using var head = await store.SendAsync(HttpMethod.Head, $"/v1/results/{store.Chain.Task}", token);
        Assert.Equal(HttpStatusCode.NoContent, head.StatusCode);
        Assert.Empty(Files(store, "incoming"));
    }

    [Fact]
    public async Task A_result_whose_file_was_lost_may_be_uploaded_again()
    {
        await using var store = await TestStore.StartAsync();
        var zip = TestZip.Result("42", out var digest);
        store.Chain.Contribute(_worker.Address, digest);
        var token = await store.TokenAsync(_worker);
        using var first = await store.PutAsync(token, zip);
        File.Delete(Assert.Single(Files(store, "blobs")));
        Assert.Null(await store.Client.FindAsync(store.Chain.Task, default));
        using var again = await store.PutAsync(token, zip);
        Assert.Equal(zip, await store.Http.GetByteArrayAsync(await again.Content.ReadAsStringAsync()));
    }

    private static string[] Files(TestStore store, string folder) =>
        Path.Combine(store.Folder, folder) is var path && Directory.Exists(path) ? Directory.GetFiles(path, "*", SearchOption.AllDirectories) : [];
}
