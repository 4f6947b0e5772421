using HmRnnInk.App.Canvas;
using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Keyboard;

/// <summary>A field of the window that takes typed characters, and for which the on-screen keyboard can be opened.</summary>
internal interface ITextField
{
    /// <summary>Whether typed characters go into it now. When it becomes false, the on-screen keyboard closes.</summary>
    bool IsTyping { get; }

    /// <summary>The place of the field in window units. The on-screen keyboard does not cover it.</summary>
    Box Field { get; }

    /// <summary>What Enter does: the label of its key.</summary>
    string DoneLabel { get; }

    /// <summary>The characters that make sense in the field; null for all.</summary>
    CharacterAlphabet? Alphabet => null;
}
