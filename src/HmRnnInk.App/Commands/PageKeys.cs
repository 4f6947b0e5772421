using HmRnnInk.App.Input;

namespace HmRnnInk.App.Commands;

/// <summary>The keys of a page's commands that texts on the screen name. The command and the texts both take them from here.</summary>
internal static class PageKeys
{
    /// <summary>If ink is selected, the model continues from its start.</summary>
    public static KeyChord Continue => InkKey.Enter;

    public static KeyChord Stop => InkKey.Escape;

    public static KeyChord AcceptSegment => InkKey.Right;

    public static KeyChord TypeText => InkKey.I;

    public static KeyChord SkipWord => InkKey.F4;

    public static KeyChord Learn => KeyChord.Control(InkKey.L);

    public static KeyChord Rewrite => InkKey.R;

    public static KeyChord DeleteSelection => InkKey.Delete;

    public static KeyChord Undo => KeyChord.Control(InkKey.Z);

    public static KeyChord NextColour => InkKey.C;

    public static KeyChord NextLayer => InkKey.L;

    public static KeyChord PreviousUnit => InkKey.LeftBracket;

    public static KeyChord NextUnit => InkKey.RightBracket;

    public static KeyChord Save => KeyChord.Control(InkKey.S);

    public static KeyChord Open => KeyChord.Control(InkKey.O);

    public static KeyChord Recover => KeyChord.Control(InkKey.R);

    public static KeyChord Copy => KeyChord.Control(InkKey.C);

    public static KeyChord Controls => InkKey.O;

    public static KeyChord Help => InkKey.F1;

    /// <param name="number">The number of the ghost, from 1.</param>
    public static KeyChord Ghost(int number) => InkKey.Digit0 + number;
}
