namespace HmRnnInk.Trainer.Pictures;

/// <summary>A row of ink with the model's operation at this row.</summary>
/// <param name="Offset">In IAM units.</param>
/// <param name="DeepestFlush">The deepest layer that flushed, counted from 1 at the bottom; 0 if none did.</param>
/// <param name="ByModel">Whether the model generated the row (else it was read).</param>
internal readonly record struct TracedRow(PenOffset Offset, int DeepestFlush, bool ByModel);
