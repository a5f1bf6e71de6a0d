using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Results.Chain;
using Iexec.Results.Gateway;
using Iexec.Results.Store;
using Iexec.Results.Tokens;
using Iexec.Results.Upload;
using Iexec.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Iexec.Results;

/// <summary>The result store as a service: workers upload what they revealed, requesters download it.</summary>
public static class ResultsService
{
    /// <summary>The service, not started.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="chain">The chain; the hub of the settings when null.</param>
    /// <param name="surroundings">What comes from outside; the real ones when null.</param>
    public static WebApplication Create(ResultsSettings settings, IResultsChain? chain = null, ServiceSurroundings? surroundings = null)
    {
        var builder = ServiceHost.CreateBuilder(settings, surroundings);
        builder.Services
            .AddDatabase<ResultsDb>(settings)
            .AddSingleton(settings)
            .AddChain(settings)
            .AddSingleton(services => chain ?? new HubResultsChain(services.GetRequiredService<HubClient>()))
            .AddSingleton<IBlobs>(_ => new DiskBlobs(settings.DataFolder))
            .AddSingleton(services => new UploadTokens(
                TokenKey.Load(Path.Combine(settings.DataFolder, "token.key")), settings.TokenLife, services.GetRequiredService<TimeProvider>()))
            .AddSingleton(services => new UploaderQuota(
                services.GetRequiredService<IDbContextFactory<ResultsDb>>(), settings.MaxBytesPerUploader))
            .AddSingleton<ResultStore>()
            .AddSingleton<UploadRules>()
            .AddSingleton<Uploader>();
        var app = ServiceHost.Build(builder);
        app.MapToken();
        app.MapUpload();
        app.MapGateway();
        return app;
    }
}
