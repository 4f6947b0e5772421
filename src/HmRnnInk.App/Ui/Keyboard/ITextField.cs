using HmRnnInk.App.Canvas;
using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Keyboard;

/// <summary>A field of the window that takes typed characters. The on-screen keyboard can be opened for it.</summary>
internal interface ITextField
{
    /// <summary>Whether typed characters go into it now. When it becomes false, the on-screen keyboard closes.</summary>
    bool IsTyping { get; }

    /// <summary>The place of the field in window units. The on-screen keyboard does not cover it.</summary>
    Box Field { get; }

    /// <summary>The label of the Enter key, which says what Enter does in this field.</summary>
    string DoneLabel { get; }

    /// <summary>The characters that the field accepts; null for all.</summary>
    CharacterAlphabet? Alphabet => null;
}
