using HmRnnInk.App.Inference.Engines;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Models;

/// <summary>Puts models to work, all in the same way.</summary>
/// <param name="seed">Of what a model draws.</param>
/// <param name="inline">Whether it works on the thread that asks: for runs that must come out the same every time.</param>
/// <param name="log">Gets a line about the engine that was chosen.</param>
public sealed class ModelRunner(EngineKind engine, int seed, bool inline, Action<string> log)
{
    /// <param name="style">Rows that it reads, unseen, before the page's.</param>
    /// <exception cref="EngineUnavailableException">The engine asked for cannot run here.</exception>
    /// <exception cref="ModelFileException">The engine asked for reads the model's file, which has gone or changed.</exception>
    public RunningModel Open(OpenedModel model, PenOffset[] style)
    {
        ChosenEngine chosen = StepEngines.Open(engine, model, TimeProvider.System, log);
        var reading = new ReadingEngine(chosen.Engine, new SeededRandom((ulong)seed), style, new GhostGrower(model.Packed));
        return new RunningModel(inline ? new InlineInference(reading) : new InferenceThread(reading), chosen, chosen.Name);
    }
}
