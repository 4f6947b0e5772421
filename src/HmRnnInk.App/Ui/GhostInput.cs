using HmRnnInk.App.Canvas;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui;

/// <summary>Handles the pointer at the ghosts: near the favourite it fans the others out, and a click on a card or on a number accepts that
/// ghost.</summary>
/// <param name="view">Gives the current view.</param>
public sealed class GhostInput(LiveInk ink, GhostPicture picture, Func<PageView> view)
{
    private bool _pressed;

    /// <param name="input">The event with its place in page units.</param>
    /// <returns>Whether the event was for the ghosts, so that it writes nothing.</returns>
    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenMove:
                picture.Fan.PointTo((input.X, input.Y));
                return _pressed;
            case InputKind.PenDown:
                _pressed = Accept(input.X, input.Y, seconds);
                return _pressed;
            case InputKind.PenUp or InputKind.FocusLost when _pressed:
                _pressed = false;
                return true;
            default:
                return false;
        }
    }

    /// <summary>The pointer is no longer on the page.</summary>
    public void PointerLeft() => picture.Fan.PointTo(null);

    private bool Accept(float x, float y, double seconds)
    {
        if (picture.Fan.At(x, y) is { } rank) return ink.Ghosts.Accept(rank + 1, seconds);
        return GhostMarks.IsAtFavourite(view(), picture, x, y) && ink.Ghosts.Accept(ink.Ghosts.Number, seconds);
    }
}
