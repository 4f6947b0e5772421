using HmRnnInk.App.Inference.Engines;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Models;

/// <summary>Starts models, all with the same options.</summary>
/// <param name="seed">The seed for what a model samples.</param>
/// <param name="inline">Whether the model works on the calling thread, for reproducible runs.</param>
/// <param name="log">Receives one line about the engine that was chosen.</param>
internal sealed class ModelRunner(EngineKind engine, int seed, bool inline, Action<string> log)
{
    /// <param name="style">Rows that the model reads before those of the page; they are not shown.</param>
    /// <exception cref="EngineUnavailableException">The selected engine cannot run on this machine.</exception>
    /// <exception cref="ModelFileException">The engine reads the model's file, and the file was deleted or changed.</exception>
    public RunningModel Open(OpenedModel model, PenOffset[] style)
    {
        ChosenEngine chosen = StepEngines.Open(engine, model, TimeProvider.System, log);
        WordCandidates? words = model.Packed.Config.TextWindow is null ? null : new(model.Packed, WordCandidates.DefaultCount);
        var reading = new ReadingEngine(chosen.Engine, new SeededRandom((ulong)seed), style, new GhostGrower(model.Packed), words);
        return new RunningModel(inline ? new InlineInference(reading) : new InferenceThread(reading), chosen);
    }
}
