using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Iexec.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Iexec.Hosting.Tests;

public sealed class ServiceHostTests
{
    [Fact]
    public async Task A_user_error_is_told_with_its_status_and_sentence()
    {
        await using var service = await TestService.StartAsync(map: app =>
            app.MapGet("/x", string () => throw new UserErrorException("The tag is too long; use 64 characters.", HttpStatusCode.Conflict)));
        using var answer = await service.GetAsync("/x");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("The tag is too long; use 64 characters.", await TestService.ErrorOf(answer));
    }

    [Fact]
    public async Task An_unexpected_error_tells_nothing_of_the_inside()
    {
        await using var service = await TestService.StartAsync(map: app =>
            app.MapGet("/x", string () => throw new InvalidOperationException("password=hunter2")));
        using var answer = await service.GetAsync("/x");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_paths_bad_json_and_large_bodies_get_the_same_form_of_error()
    {
        await using var service = await TestService.StartAsync(s => s with { MaxRequestBytes = 100 },
            map: app => app.MapPost("/x", (Note note) => note));
        using var missing = await service.GetAsync("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("Not Found", await TestService.ErrorOf(missing));
        using var bad = await service.Http.PostAsync("/x", new StringContent("{\"id\":", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Contains("JSON", await TestService.ErrorOf(bad), StringComparison.Ordinal);
        using var large = await service.Http.PostAsJsonAsync("/x", new Note { Text = new string('x', 200) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        await TestService.ErrorOf(large);
    }

    [Fact]
    public async Task Every_service_reads_json_as_the_protocol_does()
    {
        await using var service = await TestService.StartAsync(map: app => app.MapPost("/x", (Named named) => named));
        using var lacking = await service.Http.PostAsync("/x", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, lacking.StatusCode);
        using var none = await service.Http.PostAsync("/x", new StringContent("""{"name":null}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        using var whole = await service.Http.PostAsync("/x", new StringContent("""{"name":"n"}""", Encoding.UTF8, "application/json"));
        Assert.Equal("""{"name":"n"}""", await whole.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Health_and_version_answer_and_each_endpoint_is_described()
    {
        await using var service = await TestService.StartAsync(map: app => app.MapGet("/things/{id}", (int id) => new Named($"{id}")));
        Assert.True((await service.Http.GetFromJsonAsync<JsonElement>("/health")).GetProperty("ok").GetBoolean());
        Assert.Equal(ProgramVersion.Text,
            (await service.Http.GetFromJsonAsync<JsonElement>("/version")).GetProperty("version").GetString());
        var described = await service.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        Assert.True(described.GetProperty("paths").GetProperty("/things/{id}").TryGetProperty("get", out _));
    }

    [Fact]
    public async Task Health_says_when_the_node_does_not_answer()
    {
        await using var service = await TestService.StartAsync(add: (services, settings) => services.AddChain(settings));
        using var health = await service.GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("the node does not answer", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_shows_addresses_without_their_keys_and_nothing_that_steers_a_terminal()
    {
        await using var service = await TestService.StartAsync(add: (services, _) => services.AddHealthChecks().AddCheck(
            "node", () => HealthCheckResult.Degraded("no answer of https://me:secret1@node.example:8545/v3/secret2?key=secret3\u001b[2J")));
        var health = await service.Http.GetFromJsonAsync<JsonElement>("/health");
        Assert.Equal("no answer of https://node.example:8545",
            health.GetProperty("checks").GetProperty("node").GetString()!.TrimEnd('\ufffd', '[', '2', 'J'));
    }

    [Fact]
    public async Task The_database_is_made_at_start_and_kept_for_the_next()
    {
        await using var service = await TestService.StartAsync(add: (services, settings) => services.AddDatabase<Notes>(settings, "notes"));
        await using (var scope = service.App.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<Notes>();
            Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").AsAsyncEnumerable().FirstAsync());
            db.Add(new Note { Text = "kept" });
            await db.SaveChangesAsync();
        }
        await service.RestartAsync(add: (services, settings) => services.AddDatabase<Notes>(settings, "notes"));
        await using var later = await service.App.Services.GetRequiredService<IDbContextFactory<Notes>>().CreateDbContextAsync();
        Assert.Equal("kept", (await later.All.SingleAsync()).Text);
    }

    [Fact]
    public async Task The_data_folder_and_the_database_are_their_owners_alone()
    {
        await using var service = await TestService.StartAsync(add: (services, settings) => services.AddDatabase<Notes>(settings, "notes"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(service.Folder));
        var files = Directory.GetFiles(service.Folder, "notes.db*");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    public sealed record Named(string Name);

    public sealed class Notes(DbContextOptions<Notes> options) : DbContext(options)
    {
        public DbSet<Note> All => Set<Note>();
    }

    public sealed class Note
    {
        public int Id { get; set; }

        public string Text { get; set; } = "";
    }
}
