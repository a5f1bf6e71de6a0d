using System.Text.Json.Serialization;
using Iexec.Protocol;

namespace Iexec.Api;

/// <summary>A result in one JSON body, as published workers send it (<c>POST /v1/results</c>). Their other fields are not needed.</summary>
public sealed record ResultModel
{
    /// <summary>Whose result it is.</summary>
    public required TaskId ChainTaskId { get; init; }

    /// <summary>The archive: base64 text, or an array of numbers.</summary>
    [JsonConverter(typeof(ZipBytesJsonConverter))]
    public required byte[] Zip { get; init; }
}
