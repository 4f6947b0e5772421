using System.CommandLine;
using HmRnnInk.App;
using HmRnnInk.App.Bench;
using HmRnnInk.App.Host;
using HmRnnInk.App.Measure;
using HmRnnInk.App.Options;
using HmRnnInk.App.Watch;

WindowsConsole.Attach();
// The default writer of the console flushes every 256 characters. If the process were killed, --json could end with half a line.
Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), bufferSize: 4096) { AutoFlush = true });
RootCommand root = CommandLine.Create(options => CommandFailure.Report(() =>
{
    if (options.Bench)
    {
        FrameBench.Run(options, Console.Out);
        return 0;
    }

    if (options.Watch is not null)
    {
        using WatchApp watch = WatchApp.Open(options);
        watch.Run();
        return 0;
    }

    using InkApp app = InkApp.Open(options);
    using var signals = new EndingSignals(app.Close);
    app.Run();
    return signals.ExitCode;
}));
root.Add(TurnsCommand.Create());
root.Add(LinesCommand.Create());
ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0) WindowsConsole.ShowError(string.Join('\n', parsed.Errors.Select(error => error.Message)));
int code = parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
return parsed.Errors.Count > 0 ? 2 : code;
