using System.Globalization;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Worker.Running;

/// <summary>What an app is told of its task, as environment variables with the names that published apps read.</summary>
public sealed record AppEnvironment
{
    /// <summary>The task.</summary>
    public required TaskId TaskId { get; init; }

    /// <summary>The deal.</summary>
    public required DealId DealId { get; init; }

    /// <summary>The task's place in its request's bag of tasks.</summary>
    public required ulong TaskIndex { get; init; }

    /// <summary>Index of the deal's first task.</summary>
    public required ulong BotFirst { get; init; }

    /// <summary>Number of the deal's tasks.</summary>
    public required ulong BotSize { get; init; }

    /// <summary>The dataset, or the zero address.</summary>
    public Address Dataset { get; init; }

    /// <summary>Names of the input files in <c>/iexec_in</c>, in the order of the deal's parameters.</summary>
    public IReadOnlyList<string> InputFiles { get; init; } = [];

    /// <summary>Name under which the dataset's content lies in <c>/iexec_in</c>.</summary>
    public string DatasetFileName => Hex.Encode(Dataset.ToBytes());

    /// <summary>The variables.</summary>
    public IReadOnlyDictionary<string, string> ToVariables()
    {
        var variables = new Dictionary<string, string>
        {
            ["IEXEC_TASK_ID"] = TaskId.ToString(),
            ["IEXEC_DEAL_ID"] = DealId.ToString(),
            ["IEXEC_TASK_INDEX"] = Number(TaskIndex),
            ["IEXEC_IN"] = TaskFolder.InputPath,
            ["IEXEC_OUT"] = TaskFolder.OutputPath,
            ["IEXEC_BOT_SIZE"] = Number(BotSize),
            ["IEXEC_BOT_FIRST_INDEX"] = Number(BotFirst),
            ["IEXEC_BOT_TASK_INDEX"] = Number(TaskIndex),
            ["IEXEC_DATASET_ADDRESS"] = Hex.Encode(Dataset.ToBytes()),
            ["IEXEC_DATASET_FILENAME"] = DatasetFileName,
            ["IEXEC_INPUT_FILES_NUMBER"] = Number((ulong)InputFiles.Count),
        };
        if (InputFiles.Count > 0)
            variables["IEXEC_INPUT_FILES_FOLDER"] = TaskFolder.InputPath;
        foreach (var (index, name) in InputFiles.Index())
            variables[$"IEXEC_INPUT_FILE_NAME_{index + 1}"] = name;
        return variables;
    }

    private static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
