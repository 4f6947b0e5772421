using HmRnnInk.Model;

namespace HmRnnInk.App.Inference;

/// <summary>The state of a model between two rows. A model restored from it continues identically, bit for bit.</summary>
/// <param name="Rows">The number of rows that it has read.</param>
/// <param name="State">The state after the last row.</param>
/// <param name="Random">The state of a <see cref="SeededRandom"/>; null if the model samples with another generator.</param>
internal sealed record ModelSnapshot(int Rows, StepState State, ulong? Random);
