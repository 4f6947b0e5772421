namespace HmRnnInk.Ink;

/// <summary>Three disjoint parts of a data set. Within a part, lines are in the order of the split's random permutation.</summary>
public sealed record DatasetSplit(IReadOnlyList<InkLine> Train, IReadOnlyList<InkLine> Validation, IReadOnlyList<InkLine> Test);
