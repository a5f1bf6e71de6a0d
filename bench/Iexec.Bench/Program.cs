using System.Text.Json;
using Iexec.Bench;

// One measurement a name; its result is one JSON object, for a script to read.
object? result = args switch
{
    ["model"] => new { model = ModelBench.Run(TimeSpan.FromSeconds(3)) },
    _ => null,
};
if (result is null)
{
    Console.Error.WriteLine("usage: Iexec.Bench model");
    return 2;
}
Console.WriteLine(JsonSerializer.Serialize(result));
return 0;
