using HmRnnInk.App.Canvas;
using HmRnnInk.App.Inference.Ghosts;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Editing;

namespace HmRnnInk.App.Ui;

/// <summary>
/// Handles the pointer on the ghosts. When it is near the favourite, the other ghosts fan out. A click on a card or a number accepts that
/// ghost, and a tap on the ink of the favourite accepts the favourite. A stroke may also begin on that ink, so the touch is held back until
/// the pen moves or is lifted.
/// </summary>
/// <param name="view">Gives the current view.</param>
internal sealed class GhostInput(LiveInk ink, GhostPicture picture, Func<PageView> view)
{
    /// <summary>The maximum distance of a tap from the ink of the favourite, page units.</summary>
    private const float Reach = 9;

    /// <summary>How long the model waits while a touch is held back.</summary>
    private const double HeldSeconds = 1;

    private InputEvent? _held, _released;

    // Whether the touch has accepted a ghost, so that its moves and its lift write nothing.
    private bool _accepted;

    /// <param name="input">The event with its place in page units.</param>
    /// <returns>Whether the event was for the ghosts, so that it writes nothing.</returns>
    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenMove:
                picture.Fan.PointTo((input.X, input.Y));
                if (_held is { } held && Distance(held.X, held.Y, input.X, input.Y) > ClickCounter.MaximumMovement) Release();
                return _accepted || _held is not null;
            case InputKind.PenDown:
                _accepted = TryAccept(input, seconds);
                if (_accepted) return true;
                if (!IsOnFavourite(input.X, input.Y)) return false;
                _held = input;
                ink.WaitUntil(seconds + HeldSeconds);
                return true;
            case InputKind.PenUp or InputKind.FocusLost when _accepted:
                _accepted = false;
                return true;
            case InputKind.PenUp when _held is not null:
                bool accepted = ink.Ghosts.AcceptFavourite(seconds);
                if (accepted) _held = null;
                else Release(); // the ghosts have disappeared in the meantime, so the touch is a dot
                return accepted;
            case InputKind.FocusLost when _held is not null:
                _held = null;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes a touch that was held back, if it has turned out to be ink.</summary>
    /// <returns>The event with its place in page units; null if there is none.</returns>
    public InputEvent? TakeReleased()
    {
        InputEvent? released = _released;
        _released = null;
        return released;
    }

    /// <summary>Folds the ghosts, because the pointer is no longer on the page.</summary>
    public void PointerLeft() => picture.Fan.PointTo(null);

    private void Release() => (_released, _held) = (_held, null);

    private bool TryAccept(in InputEvent input, double seconds)
    {
        if (picture.Fan.At(input.X, input.Y) is { } rank) return ink.Ghosts.Accept(rank + 1, seconds);
        return GhostMarks.IsAtFavourite(view(), picture, input.X, input.Y) && ink.Ghosts.AcceptFavourite(seconds);
    }

    /// <returns>
    /// Whether a place is on the ink of the favourite, and not so near to the newest ink that a touch could be the dot of a letter.
    /// </returns>
    private bool IsOnFavourite(float x, float y)
    {
        LiveGhosts ghosts = ink.Ghosts;
        if (!ghosts.CanBeAccepted) return false;
        PageRow newest = ink.Rows[^1];
        if (Distance(newest.X, newest.Y, x, y) < ink.Layout.XHeight) return false;
        var favourite = new GhostPath(ghosts.Tree!, ghosts.Favourite);
        for (int row = 0; row < favourite.Count; row++)
        {
            PenPlace place = favourite.PenAfter(row).Place;
            if (Distance(place.PageX, place.PageY, x, y) <= Reach) return true;
        }

        return false;
    }

    private static float Distance(float x, float y, float otherX, float otherY) =>
        MathF.Max(MathF.Abs(x - otherX), MathF.Abs(y - otherY));
}
