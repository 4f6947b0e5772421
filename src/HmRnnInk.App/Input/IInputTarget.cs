namespace HmRnnInk.App.Input;

/// <summary>A part of the window that events can be for: a panel, the score, the page.</summary>
public interface IInputTarget
{
    /// <summary>Whether a pointer there is at this part, and so at none below it.</summary>
    /// <param name="x">Pen units, as <paramref name="y"/>.</param>
    bool Contains(float x, float y);

    /// <summary>Whether pressing this part gives it the keyboard.</summary>
    bool WantsKeyboard => false;

    /// <summary>Whether keys are for this part now before whoever has the keyboard: it lies over everything.</summary>
    bool TakesKeysFirst => false;

    /// <returns>Whether it was for this part. A key that was not goes on to the part below.</returns>
    bool Take(in InputEvent input, double seconds);

    /// <summary>The pointer is elsewhere now.</summary>
    void PointerLeft()
    {
    }

    /// <summary>The keyboard is another's now.</summary>
    void KeyboardLeft()
    {
    }
}
