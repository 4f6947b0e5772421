using System.CommandLine;

namespace HmRnnInk.Trainer.Bench;

/// <summary><c>trainer bench</c>.</summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", "Measures the speed of training, loading and the step engine on this machine.")
    {
        BenchTrainCommand.Create(), BenchTrainRowCommand.Create(), BenchLoadCommand.Create(), BenchLoadOnceCommand.Create(),
        BenchStepCommand.Create(), BenchModelOnceCommand.Create(),
    };
}
