using HmRnnInk.App.Inference.Engines;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Models;

/// <summary>Opens models, all with the same options.</summary>
/// <param name="seed">The seed for what a model samples.</param>
/// <param name="log">Receives one line about the engine that was chosen.</param>
internal sealed class ModelRunner(EngineKind engine, int seed, Action<string> log)
{
    /// <summary>The <see cref="ChosenEngine.Name"/> of the engine that was opened last; null for none.</summary>
    public string? EngineName { get; private set; }

    /// <param name="style">Rows that the model reads before those of the page; they are not shown.</param>
    /// <exception cref="EngineUnavailableException">The selected engine cannot run on this machine.</exception>
    /// <exception cref="ModelFileException">The engine reads the model's file, and the file was deleted or changed.</exception>
    public ReadingEngine Open(OpenedModel model, PenOffset[] style)
    {
        ChosenEngine chosen = StepEngines.Open(engine, model, log);
        EngineName = chosen.Name;
        WordCandidates? words = model.Packed.Config.TextWindow is null ? null : new(model.Packed, WordCandidates.DefaultCount);
        return new ReadingEngine(chosen.Engine, new SeededRandom((ulong)seed), style, new GhostGrower(model.Packed), words);
    }
}
