namespace HmRnnInk.Ink.Pointer;

/// <summary>One event of a pointer that writes.</summary>
public readonly record struct PointerSample(PointerSampleKind Kind, InkPoint Point);
