namespace HmRnnInk.Ink.Pointer;

/// <summary>What a <see cref="PointerSample"/> tells.</summary>
public enum PointerSampleKind
{
    Down,
    Move,
    Up,
}
