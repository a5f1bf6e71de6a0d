using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Iexec.Hosting;

/// <summary>A service's log, with UTC times, on the standard error stream so that standard output stays a command's answer.</summary>
internal static class ServiceLog
{
    public static void AddServiceLog(this ILoggingBuilder log, ServiceSettings settings)
    {
        log.SetMinimumLevel(settings.LogLevel)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Error);
        if (settings.Logger is { } own)
            log.AddProvider(own);
        else if (settings.JsonLogs)
            log.AddJsonConsole(o => (o.UseUtcTimestamp, o.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ "));
        else
            log.AddConsole(o => o.FormatterName = LogLines.FormatterName).AddConsoleFormatter<LogLines, ConsoleFormatterOptions>();
        log.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
