using System.CommandLine;
using HmRnnInk.Arguments;
using HmRnnInk.Trainer;
using HmRnnInk.Trainer.Bench;
using HmRnnInk.Trainer.Probing;
using Spectre.Console;

Command train = TrainCommand.Create();
var root = new RootCommand("Trains and evaluates the handwriting models of HmRnnInk.")
{
    train, EvaluateCommand.Create(), SampleCommand.Create(), SegmentCommand.Create(),
    PublishCommand.Create(), ReplayCommand.Create(), ParityCommand.Create(),
    BoundariesCommand.Create(), ProbeCommand.Create(), FreeRunCommand.Create(), CompareCommand.Create(),
    RecogniserCommand.Create(), LegibilityCommand.Create(), PausesCommand.Create(),
    new Command("bench", "Measures the speed of training, loading and the step engine on this machine.")
    {
        BenchTrainCommand.Create(), BenchTrainCommand.CreateRow(), BenchLoadCommand.Create(), BenchLoadCommand.CreateOnce(),
        BenchStepCommand.Create(), BenchStepCommand.CreateLoadOnce(),
    },
};
if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160; // do not wrap tables in files
return Terminal.Run(() => StrictProgram.Run(root, "trainer", ConfigFile.Expand(args, train)));
