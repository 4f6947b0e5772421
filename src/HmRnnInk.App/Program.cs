using System.CommandLine;
using HmRnnInk.App;
using HmRnnInk.App.Bench;
using HmRnnInk.App.Host;
using HmRnnInk.App.Measure;
using HmRnnInk.App.Options;
using HmRnnInk.App.Watch;
using HmRnnInk.Arguments;

WindowsConsole.Attach();
// The default writer of the console flushes every 256 characters. If the process were killed, --json could end with half a line.
Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), bufferSize: 4096) { AutoFlush = true });
CommandRunner.CatchAll();
RootCommand root = CommandLine.Create(options => CommandRunner.Run(() =>
{
    UserFolder.Check(options);
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
    return app.End.Failed ? 1 : signals.ExitCode;
}));
root.Add(TurnsCommand.Create());
root.Add(LinesCommand.Create());
return StrictProgram.Run(root, "hmrnnink", args, WindowsConsole.ShowError);
