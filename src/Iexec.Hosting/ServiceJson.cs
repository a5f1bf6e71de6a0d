using System.Text.Json;
using Iexec.Protocol;

namespace Iexec.Hosting;

/// <summary>The JSON of every service's requests and answers: <see cref="ProtocolJson.Api"/>.</summary>
internal static class ServiceJson
{
    // The options of ASP.NET can be filled, not replaced.
    public static void UseProtocol(JsonSerializerOptions json)
    {
        var protocol = ProtocolJson.Api;
        json.NumberHandling = protocol.NumberHandling;
        json.Encoder = protocol.Encoder;
        json.DefaultIgnoreCondition = protocol.DefaultIgnoreCondition;
        json.RespectRequiredConstructorParameters = protocol.RespectRequiredConstructorParameters;
        json.RespectNullableAnnotations = protocol.RespectNullableAnnotations;
        json.TypeInfoResolver = protocol.TypeInfoResolver;
        foreach (var converter in protocol.Converters)
            json.Converters.Add(converter);
    }
}
