namespace HmRnnInk.Model;

/// <summary>Runs a model row by row, with a single stream. Not thread-safe.</summary>
public interface IStepEngine
{
    ModelConfig Config { get; }

    Normalisation Normalisation { get; }

    /// <summary>Resets the state to zero, as before the first row.</summary>
    void Reset();

    /// <summary>Processes a row and predicts the next one.</summary>
    /// <param name="offset">In IAM units.</param>
    /// <param name="trace">Receives the layers' operations.</param>
    /// <param name="next">Receives the density of the next row, in normalised units.</param>
    void Step(PenOffset offset, StepTrace trace, MixtureDensity next);

    /// <summary>
    /// Holds or releases the top layer, starting with the next row. A held layer always copies. This is a switch and not part of the state.
    /// Engines that do not support it ignore it.
    /// </summary>
    void HoldTop(bool held)
    {
    }

    /// <summary>
    /// Sets the text of the ink after the next row; empty for no text. To continue given ink, set it before the ink's last row. The text
    /// is part of the state: <see cref="Reset"/> clears it.
    /// </summary>
    /// <param name="text">Characters that are not in the model's alphabet are replaced by its unknown one.</param>
    /// <exception cref="NotSupportedException">The model has no text window, or this engine does not support one.</exception>
    void SetText(string text) => throw new NotSupportedException($"{GetType().Name} does not support given texts. Use the SIMD engine.");

    /// <summary>
    /// [layers · hidden]: h of all layers after the last row, lowest layer first. Empty if the engine does not support it.
    /// </summary>
    ReadOnlySpan<float> Hiddens => [];

    /// <returns>A buffer for <see cref="CopyStateTo"/>; null if the engine cannot save its state, so that rows must be fed again.</returns>
    StepState? CreateState() => null;

    /// <param name="copy">Receives the state. It may have been created by any engine with the same configuration.</param>
    void CopyStateTo(StepState copy) => throw new NotSupportedException($"{GetType().Name} cannot save states: feed the rows again.");

    /// <summary>Restores a saved state, also of another engine with the same configuration.</summary>
    void Restore(StepState copy) => throw new NotSupportedException($"{GetType().Name} cannot restore states: feed the rows again.");
}
