using Iexec.Cli;

return await CommandLine.Create().InvokeAsync(args);
