namespace HmRnnInk.Ink;

/// <summary>Three disjoint parts of a data set, in the order of the permutation.</summary>
public sealed record DatasetSplit(IReadOnlyList<InkLine> Train, IReadOnlyList<InkLine> Validation, IReadOnlyList<InkLine> Test);
