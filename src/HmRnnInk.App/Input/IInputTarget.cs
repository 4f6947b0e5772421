namespace HmRnnInk.App.Input;

/// <summary>A part of the window that receives input: a panel, the score, or the page.</summary>
internal interface IInputTarget
{
    /// <summary>Whether the point lies on this part. Parts below it then do not get the pointer.</summary>
    /// <param name="x">Window units, like <paramref name="y"/>.</param>
    bool Contains(float x, float y);

    /// <summary>Whether pressing this part gives it the keyboard.</summary>
    bool WantsKeyboard => false;

    /// <summary>Whether pressing this part leaves the keyboard with the part that has it.</summary>
    bool KeepsKeyboard => false;

    /// <summary>Whether this part gets key events before the part that has the keyboard. True while it covers everything else.</summary>
    bool TakesKeysFirst => false;

    /// <param name="seconds">The time of the frame.</param>
    /// <returns>Whether this part handled the event. A key event that was not handled is passed to the part below.</returns>
    bool Take(in InputEvent input, double seconds);

    /// <summary>Called when the pointer moves from this part to another.</summary>
    void PointerLeft()
    {
    }

    /// <summary>Called when another part gets the keyboard.</summary>
    void KeyboardLeft()
    {
    }
}
