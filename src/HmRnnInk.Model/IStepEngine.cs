using HmRnnInk.Ink;

namespace HmRnnInk.Model;

/// <summary>Runs a model one row at a time at batch 1. Not thread-safe: one engine, one thread at a time.</summary>
public interface IStepEngine
{
    ModelConfig Config { get; }

    Normalisation Normalisation { get; }

    /// <summary>Back to the state before the first row: all zero.</summary>
    void Reset();

    /// <summary>Feeds one row and tells what comes next.</summary>
    /// <param name="offset">In IAM units.</param>
    /// <param name="trace">Overwritten: what the layers did.</param>
    /// <param name="next">Overwritten: the density of the row that follows, in normalised units.</param>
    void Step(PenOffset offset, StepTrace trace, MixtureDensity next);

    /// <summary>
    /// Holds the top layer from the next row on, or lets it go: it COPYs whatever ends below it. A switch and no part of the state; an engine
    /// that cannot leaves it alone.
    /// </summary>
    void HoldTop(bool held)
    {
    }

    /// <summary>
    /// Gives the text of what follows the row that is fed next, which for ink that is gone on from is its last; empty for no text. It is a part of
    /// the state: <see cref="Reset"/> ends it.
    /// </summary>
    /// <param name="text">Characters that the model does not know are its unknown one.</param>
    /// <exception cref="NotSupportedException">The model has no text window, or this engine runs none.</exception>
    void SetText(string text) => throw new NotSupportedException($"{GetType().Name} writes no given text: use the SIMD engine.");

    /// <summary>[layers · hidden]: h of every layer after the newest row, lowest first. Empty where an engine does not show it.</summary>
    ReadOnlySpan<float> Hiddens => [];

    /// <returns>A state to copy this engine's into; null where an engine cannot: rows must then be fed again.</returns>
    StepState? CreateState() => null;

    /// <param name="copy">Overwritten; made by <see cref="CreateState"/> of an engine of the same config, of whatever kind.</param>
    void CopyStateTo(StepState copy) => throw new NotSupportedException($"{GetType().Name} keeps no states: feed the rows again.");

    /// <summary>Back, or across, to a state that was copied out. The rows that follow are then as they would have been there.</summary>
    void Restore(StepState copy) => throw new NotSupportedException($"{GetType().Name} keeps no states: feed the rows again.");
}
