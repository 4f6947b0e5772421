namespace HmRnnInk.Ink;

/// <summary>The content of a <see cref="LineCache"/>; see the properties of <see cref="LineDataset"/> with the same names.</summary>
internal sealed record LineCacheContent(IReadOnlyList<InkLine> Lines, IReadOnlyList<string> Skipped, IReadOnlyList<string> OtherIds);
