using Rex.Host.Commands;

return await CommandGuard.RunAsync(RexCommandLine.Create(), args);
