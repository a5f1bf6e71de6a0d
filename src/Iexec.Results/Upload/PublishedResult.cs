using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Iexec.Protocol;

namespace Iexec.Results.Upload;

/// <summary>
/// A result in one JSON body, as published workers send it (<c>POST /v1/results</c>): the task first, so that it is known who may send the
/// archive before it is read, and the archive as a stream. Other fields are not needed.
/// </summary>
/// <param name="Task">Whose result it is.</param>
/// <param name="Zip">The archive's bytes, as they come.</param>
internal sealed record PublishedResult(TaskId Task, Stream Zip)
{
    // The fields before the archive are short.
    private const int MaxHeadBytes = 16 << 10;

    /// <summary>Reads up to the archive.</summary>
    /// <exception cref="JsonException">The body is no result.</exception>
    public static async Task<PublishedResult> OpenAsync(PipeReader body, CancellationToken ct)
    {
        while (true)
        {
            var read = await body.ReadAsync(ct);
            if (TryReadHead(read.Buffer, read.IsCompleted, out var task, out var isText, out var end))
            {
                body.AdvanceTo(end);
                return new(task, new ZipField(body, isText));
            }
            if (read.IsCompleted || read.Buffer.Length > MaxHeadBytes)
                throw new JsonException("it has no zip, or too much before it");
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool TryReadHead(ReadOnlySequence<byte> body, bool isAll, out TaskId task, out bool isText, out SequencePosition end)
    {
        (task, isText, end) = (default, false, default);
        var hasTask = false;
        var json = new Utf8JsonReader(body, isAll, default);
        if (!json.Read())
            return false;
        if (json.TokenType != JsonTokenType.StartObject)
            throw new JsonException("a JSON object is expected");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("zip"u8))
                return hasTask
                    ? TryOpen(body.Slice(json.Position), out isText, out end)
                    : throw new JsonException("chainTaskId must stand before zip");
            if (!json.ValueTextEquals("chainTaskId"u8))
            {
                if (!json.TrySkip())
                    return false;
            }
            else if (!json.Read())
                return false;
            else if (json.TokenType != JsonTokenType.String || !TaskId.TryParse(json.GetString(), null, out task))
                throw new JsonException("chainTaskId is no id of a task");
            else
                hasTask = true;
        }
        return false;
    }

    private static bool TryOpen(ReadOnlySequence<byte> value, out bool isText, out SequencePosition end)
    {
        var bytes = new SequenceReader<byte>(value);
        bytes.AdvancePastAny(" \t\r\n"u8);
        isText = false;
        end = default;
        if (!bytes.TryRead(out var first))
            return false;
        isText = first == '"';
        end = bytes.Position;
        return isText || first == '[' ? true : throw new JsonException("zip must be base64 text or an array of numbers");
    }
}
