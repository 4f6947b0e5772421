using HmRnnInk.Model;

namespace HmRnnInk.App.Inference;

/// <summary>A model between two rows: from here it goes on the same, to the bit.</summary>
/// <param name="Rows">That it has read.</param>
/// <param name="State">Behind the last of them.</param>
/// <param name="Random">State of what draws its rows; null where that cannot be told.</param>
public sealed record ModelSnapshot(int Rows, StepState State, ulong? Random);
