using Iexec.Devnet.Processes;
using Xunit;

namespace Iexec.Devnet.Tests.Processes;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void This_process_is_alive_and_another_start_of_its_pid_is_not()
    {
        var self = ProcessIdentity.Of(Environment.ProcessId)!.Value;

        Assert.True(self.IsAlive);
        Assert.False((self with { StartTicks = self.StartTicks + 1 }).IsAlive);
    }

    [Fact]
    public void A_program_name_with_spaces_and_parentheses_does_not_move_the_fields()
    {
        var plain = File.ReadAllText($"/proc/{Environment.ProcessId}/stat");
        var odd = plain[..plain.IndexOf('(')] + "(a) S 1 (b" + plain[plain.LastIndexOf(')')..];

        Assert.Equal(ProcessIdentity.Parse(plain), ProcessIdentity.Parse(odd));
        Assert.NotNull(ProcessIdentity.Parse(odd));
    }

    [Theory]
    [InlineData("")]
    [InlineData(")")]
    [InlineData("12 (sh) S 1")]
    [InlineData("x (sh) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20")]
    public void What_is_no_stat_line_is_no_process(string line) => Assert.Null(ProcessIdentity.Parse(line));
}
