namespace HmRnnInk.Ink;

/// <summary>What a <see cref="LineCache"/> holds; see the properties of the same names of <see cref="LineDataset"/>.</summary>
internal sealed record LineCacheContent(IReadOnlyList<InkLine> Lines, IReadOnlyList<string> Skipped, IReadOnlyList<string> OtherIds);
