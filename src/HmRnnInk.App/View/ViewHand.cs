using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.View;

/// <summary>
/// What a hand does to the view: the wheel and two fingers scroll, with Ctrl they zoom; Space or the middle button take hold of the page; keys.
/// And it leads the view along the writing, until a hand takes it to where the writing is not seen.
/// </summary>
/// <remarks>It lies over everything while Space is held; of the rest the page hands it what it needs.</remarks>
public sealed class ViewHand(PageCamera camera, LiveInk ink) : IInputTarget
{
    private const float NotchUnits = 66, ZoomNotch = 1.15f, ZoomKey = 1.25f, PageShare = 0.85f;

    /// <summary>How long the person's pen is up before the view may move on: not between two strokes.</summary>
    private const double RestSeconds = 0.9;

    private (float X, float Y) _pointer;
    private bool _spaceHeld, _spaceUsed, _byPen, _byMiddle, _elsewhere, _hadInk;
    private double _penSeconds;

    private bool Drags => _byPen || _byMiddle;

    public bool Contains(float x, float y) => _spaceHeld || Drags;

    public void ToBeginning() => GoTo(0);

    public void ToEnd() => GoTo(float.MaxValue);

    /// <summary>Scrolls by most of the window's height.</summary>
    /// <param name="pages">1 for down.</param>
    public void Leaf(int pages)
    {
        _elsewhere = true;
        camera.Scroll(0, pages * PageShare * ink.Layout.Height, ink.Layout);
    }

    /// <param name="steps">1 for a step larger.</param>
    public void Zoom(int steps) => ZoomTo(camera.ZoomWanted * MathF.Pow(ZoomKey, steps));

    public void ZoomToPlain() => ZoomTo(1);

    /// <returns>Whether it was the view's, and nobody else is to have it.</returns>
    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenMove:
                (float X, float Y) from = _pointer;
                _pointer = (input.X, input.Y);
                if (!Drags) return false;
                camera.Drag(_pointer.X - from.X, _pointer.Y - from.Y, ink.Layout);
                return _elsewhere = true;
            case InputKind.PenDown:
                _pointer = (input.X, input.Y);
                _byPen = _spaceHeld;
                _spaceUsed |= _byPen;
                if (_byPen) return true;
                camera.Hold(); // nothing moves under a pen
                return _elsewhere = false;
            case InputKind.PenUp:
                _penSeconds = seconds;
                bool dragged = _byPen;
                _byPen = false;
                return dragged;
            case InputKind.MiddleDown: return _byMiddle = true;
            case InputKind.MiddleUp:
                _byMiddle = false;
                return true;
            case InputKind.Scroll:
                Turn(input);
                return true;
            case InputKind.KeyDown when input.Key == InkKey.Space:
                bool repeated = _spaceHeld;
                _spaceHeld = true;
                return repeated;
            case InputKind.KeyUp when input.Key == InkKey.Space:
                // Pressed it paused the model, or let it go on; of one that was for the page that was not meant.
                if (_spaceUsed) ink.Paused = !ink.Paused;
                _spaceHeld = _spaceUsed = false;
                return false;
            case InputKind.FocusLost:
                _spaceHeld = _spaceUsed = _byPen = _byMiddle = false;
                return false;
            default: return false;
        }
    }

    /// <summary>Keeps the writing in sight.</summary>
    public void Lead(double seconds)
    {
        if (ink.Rows.Count == 0)
        {
            // Nothing is on a new page but its upper end.
            if (_hadInk) camera.GoTo(0, ink.Layout);
            _hadInk = _elsewhere = false;
            return;
        }

        _hadInk = true;
        PageArea place = Place();
        if (camera.Shows(place, ink.Layout)) _elsewhere = false;
        bool rests = ink.Phase == LivePhase.ModelWrites || ink.Phase != LivePhase.PersonWrites && seconds - _penSeconds >= RestSeconds;
        if (_elsewhere || Drags || !rests) return;
        camera.LeadTo(place, ink.Layout);
    }

    /// <summary>Around the newest ink: some letters to the sides, its line's height, and the line that comes next.</summary>
    private PageArea Place()
    {
        PageLayout layout = ink.Layout;
        float x = Math.Clamp(ink.Rows[^1].X, layout.X, layout.X + layout.SheetWidth), baseline = layout.Baseline(ink.ActiveLine);
        return new PageArea(
            x - 3 * layout.XHeight, baseline - layout.Ascender, x + 3 * layout.XHeight, baseline + layout.LineSpacing + layout.Descender);
    }

    private void Turn(in InputEvent wheel)
    {
        _elsewhere = true;
        if (wheel.Modifiers.HasFlag(KeyModifiers.Control))
            camera.ZoomTo(camera.ZoomWanted * MathF.Pow(ZoomNotch, wheel.Y), _pointer.X, _pointer.Y);
        else if (wheel.Modifiers.HasFlag(KeyModifiers.Shift))
            camera.Scroll(-NotchUnits * (wheel.X + wheel.Y), 0, ink.Layout);
        else
            camera.Scroll(-NotchUnits * wheel.X, -NotchUnits * wheel.Y, ink.Layout);
    }

    private void GoTo(float y)
    {
        _elsewhere = true;
        camera.GoTo(y, ink.Layout);
    }

    private void ZoomTo(float zoom)
    {
        _elsewhere = true;
        camera.ZoomTo(zoom, ink.Layout.X + ink.Layout.Width / 2, ink.Layout.Y + ink.Layout.Height / 2);
    }
}
