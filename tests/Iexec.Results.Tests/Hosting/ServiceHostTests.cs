using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Runtime;
using Iexec.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Iexec.Results.Tests.Hosting;

public sealed class ServiceHostTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new();
    private WebApplication? _app;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private ServiceSettings Settings => new()
    {
        DataFolder = _folder.Path,
        ChainUrl = new Uri("http://127.0.0.1:1"),
        Hub = Address.Zero,
        Logger = NullLoggerProvider.Instance,
    };

    private async Task Start(ServiceSettings settings, Action<WebApplication>? map = null)
    {
        var builder = ServiceHost.CreateBuilder(settings);
        builder.Services.AddDatabase<Notes>(settings);
        _app = ServiceHost.Build(builder);
        map?.Invoke(_app);
        await _app.StartAsync();
        _http.BaseAddress = _app.ListenUrl();
    }

    private static async Task<string> ErrorOf(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(body.GetProperty("ok").GetBoolean());
        return body.GetProperty("error").GetString()!;
    }

    [Fact]
    public async Task A_user_error_is_told_with_its_status_and_sentence()
    {
        await Start(Settings, app => app.MapGet("/x", string () => throw new UserErrorException("The tag is too long; use 64 characters.", HttpStatusCode.Conflict)));
        using var answer = await _http.GetAsync("/x");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("The tag is too long; use 64 characters.", await ErrorOf(answer));
    }

    [Fact]
    public async Task An_unexpected_error_tells_nothing_of_the_inside()
    {
        await Start(Settings, app => app.MapGet("/x", string () => throw new InvalidOperationException("password=hunter2")));
        using var answer = await _http.GetAsync("/x");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_paths_bad_json_and_large_bodies_get_the_same_form_of_error()
    {
        await Start(Settings with { MaxRequestBytes = 100 }, app => app.MapPost("/x", (Note note) => note));
        using var missing = await _http.GetAsync("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("Not Found", await ErrorOf(missing));
        using var bad = await _http.PostAsync("/x", new StringContent("{\"id\":", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Contains("JSON", await ErrorOf(bad), StringComparison.Ordinal);
        using var large = await _http.PostAsJsonAsync("/x", new Note { Text = new string('x', 200) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        await ErrorOf(large);
    }

    [Fact]
    public async Task Requests_beyond_the_limit_are_refused_with_429()
    {
        await Start(Settings with { RequestsPerMinute = 2 });
        (await _http.GetAsync("/version")).EnsureSuccessStatusCode();
        (await _http.GetAsync("/version")).EnsureSuccessStatusCode();
        using var third = await _http.GetAsync("/version");
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Equal("Rate limit exceeded", await ErrorOf(third));
    }

    [Fact]
    public async Task Health_version_and_metrics_answer_and_any_origin_may_read()
    {
        await Start(Settings);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { { "Origin", "https://page.example" } } };
        using var health = await _http.SendAsync(request);
        Assert.Equal("*", Assert.Single(health.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.True((await health.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ok").GetBoolean());
        Assert.Equal(ProgramVersion.Text, (await _http.GetFromJsonAsync<JsonElement>("/version")).GetProperty("version").GetString());
        Assert.Matches("http_server_request_duration_count\\{.*\"/health\".*\\} 1\n", await _http.GetStringAsync("/metrics"));
    }

    [Fact]
    public async Task Health_says_when_the_node_does_not_answer()
    {
        var builder = ServiceHost.CreateBuilder(Settings);
        builder.Services.AddChain(Settings);
        _app = ServiceHost.Build(builder);
        await _app.StartAsync();
        using var health = await _http.GetAsync(new Uri(_app.ListenUrl(), "/health"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("the node does not answer", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_is_made_at_start_and_kept_for_the_next()
    {
        await Start(Settings);
        await using (var scope = _app!.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<Notes>();
            Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").AsAsyncEnumerable().FirstAsync());
            db.Add(new Note { Text = "kept" });
            await db.SaveChangesAsync();
        }
        await _app.DisposeAsync();
        await Start(Settings);
        await using var later = await _app.Services.GetRequiredService<IDbContextFactory<Notes>>().CreateDbContextAsync();
        Assert.Equal("kept", (await later.All.SingleAsync()).Text);
    }

    public sealed class Notes(DbContextOptions<Notes> options) : ServiceDb<Notes>(options), IServiceDb
    {
        public static string Name => "notes";

        public DbSet<Note> All => Set<Note>();
    }

    [DbContext(typeof(Notes)), Migration("0001")]
    public sealed class Tables : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("""CREATE TABLE "All" ("Id" INTEGER PRIMARY KEY, "Text" TEXT NOT NULL)""");
    }

    public sealed class Note
    {
        public int Id { get; set; }

        public string Text { get; set; } = "";
    }
}
