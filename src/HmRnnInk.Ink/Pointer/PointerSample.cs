namespace HmRnnInk.Ink.Pointer;

/// <summary>One event of the pointer: a pen or mouse.</summary>
public readonly record struct PointerSample(PointerSampleKind Kind, InkPoint Point);
