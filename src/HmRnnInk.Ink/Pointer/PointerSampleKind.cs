namespace HmRnnInk.Ink.Pointer;

public enum PointerSampleKind
{
    Down,
    Move,
    Up,
}
