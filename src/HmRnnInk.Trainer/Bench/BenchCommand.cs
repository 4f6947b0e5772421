using System.CommandLine;

namespace HmRnnInk.Trainer.Bench;

/// <summary><c>trainer bench</c>.</summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", "Measures how fast this machine trains, loads and draws.")
    {
        BenchTrainCommand.Create(), BenchTrainRowCommand.Create(), BenchLoadCommand.Create(), BenchLoadOnceCommand.Create(), BenchStepCommand.Create(), BenchModelOnceCommand.Create(),
    };
}
