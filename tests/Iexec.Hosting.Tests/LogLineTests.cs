using Microsoft.Extensions.Logging;
using Xunit;

namespace Iexec.Hosting.Tests;

public sealed class LogLineTests
{
    [Fact]
    public void What_a_stranger_wrote_stays_on_its_line_and_steers_no_terminal()
    {
        var line = LogLine.Of(DateTimeOffset.UnixEpoch, LogLevel.Warning, "Iexec.X",
            "app \u001b[2Jnamed\r\n1970 Information Iexec.X: paid \u202e", null);
        Assert.Equal("1970-01-01T00:00:00.000Z Warning Iexec.X: app \ufffd[2Jnamed 1970 Information Iexec.X: paid \ufffd\n", line);
    }

    [Fact]
    public void An_exception_follows_indented()
    {
        var lines = LogLine.Of(DateTimeOffset.UnixEpoch, LogLevel.Error, "Iexec.X", "failed",
            new InvalidOperationException("why\u0007\nmore"));
        Assert.Equal(["1970-01-01T00:00:00.000Z Error Iexec.X: failed", "    System.InvalidOperationException: why\ufffd", "    more", ""],
            lines.Split('\n'));
    }
}
