using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Iexec.Hosting;

/// <summary>Which web pages may read a service's answers (CORS): none but those of the origins that its operator names.</summary>
internal static class Browsers
{
    private const string Any = "*";

    public static IServiceCollection AddBrowsers(this IServiceCollection services, ServiceSettings settings) =>
        services.AddCors(cors => cors.AddDefaultPolicy(pages => Allow(pages, settings.Origins)
            .AllowAnyMethod()
            .AllowAnyHeader()
            .WithExposedHeaders("ETag", "Content-Range", "Location", "Retry-After")));

    private static CorsPolicyBuilder Allow(CorsPolicyBuilder pages, IReadOnlyCollection<string> origins) =>
        origins.Contains(Any) ? pages.AllowAnyOrigin() : pages.WithOrigins([.. origins]);
}
