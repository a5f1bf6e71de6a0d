namespace Iexec.Worker.Engine;

/// <summary>What an Engine says of itself.</summary>
/// <param name="Version">The Engine's version, such as <c>20.10.24</c>.</param>
/// <param name="ApiVersion">The newest API version it speaks.</param>
/// <param name="MinApiVersion">The oldest API version it speaks.</param>
/// <param name="Os">Operating system of its containers.</param>
/// <param name="Arch">Processor architecture of its containers.</param>
public sealed record DockerVersion(
    string Version,
    string ApiVersion,
    [property: System.Text.Json.Serialization.JsonPropertyName("MinAPIVersion")] string? MinApiVersion,
    string Os,
    string Arch);
