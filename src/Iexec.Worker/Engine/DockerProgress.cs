using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iexec.Worker.Engine;

/// <summary>One line of the Engine's report on a pull, a build or a push.</summary>
/// <param name="Id">The layer or tag it is about, if any.</param>
/// <param name="Status">What is happening, such as <c>Downloading</c>.</param>
/// <param name="Stream">Output of a build step.</param>
/// <param name="Error">Set when the operation failed.</param>
/// <param name="Detail">How far the layer is.</param>
/// <param name="Aux">The result of a build (<c>ID</c>) or of a push (<c>Digest</c>).</param>
public sealed record DockerProgress(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("status")] string? Status,
    [property: JsonPropertyName("stream")] string? Stream,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("progressDetail")] DockerProgressDetail? Detail,
    [property: JsonPropertyName("aux")] JsonElement? Aux);

/// <summary>How far a layer is.</summary>
/// <param name="Current">Bytes done.</param>
/// <param name="Total">Bytes in all; 0 where unknown.</param>
public sealed record DockerProgressDetail(
    [property: JsonPropertyName("current")] long Current,
    [property: JsonPropertyName("total")] long Total);
