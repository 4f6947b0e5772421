using HmRnnInk.Ink;

namespace HmRnnInk.Trainer.Pictures;

/// <summary>A row of ink and what a model did at it.</summary>
/// <param name="Offset">In IAM units.</param>
/// <param name="DeepestFlush">The highest layer that flushed, counted from 1; 0 where none did.</param>
/// <param name="ByModel">Whether the model wrote it; otherwise it was read.</param>
internal readonly record struct TracedRow(PenOffset Offset, int DeepestFlush, bool ByModel);
