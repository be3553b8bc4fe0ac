using Rex.Host.Commands;

return await RexCommandLine.Create().Parse(args).InvokeAsync();
