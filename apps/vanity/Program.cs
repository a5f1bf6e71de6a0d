// Finds an Ethereum address with a wanted prefix: vanity c0de, or vanity --prefix c0de.
using Vanity;

try
{
    var wanted = args switch
    {
        [var prefix] when !prefix.StartsWith('-') => prefix,
        ["--prefix", var prefix] => prefix,
        _ => throw new FormatException("Usage: vanity PREFIX, or vanity --prefix PREFIX, with 1 to 5 hexadecimal digits, such as c0de."),
    };
    var answer = Search.Run(Prefix.Parse(wanted), tries => Console.WriteLine($"{tries} keys tried"));
    answer.Save(Environment.GetEnvironmentVariable("IEXEC_OUT") ?? "/iexec_out");
    Console.WriteLine($"{answer.Address} found after {answer.Tries} tries");
    return 0;
}
catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
