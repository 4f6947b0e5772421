using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Editing;
using HmRnnInk.App.Ui.Score;
using HmRnnInk.App.View;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Ui;

/// <summary>Handles pen input on the page.</summary>
/// <param name="navigation">Pans and zooms. It gets the input first.</param>
/// <param name="ghosts">Gets the input second.</param>
/// <param name="tools">Gets the input third.</param>
/// <param name="editing">Gets the input fourth.</param>
/// <param name="showMenu">Shows the menu of the selection at a place in window units.</param>
/// <param name="view">Gives the current view, which converts window units to page units.</param>
internal sealed class PageInput(
    LiveInk ink, ScoreView score, ViewNavigation navigation, GhostInput ghosts, PenTools tools, SelectionInput editing, Func<PageView> view,
    Action<float, float> showMenu) : IInputTarget
{
    /// <summary>Whether the person's pen is writing a stroke. Strokes of a recording do not count.</summary>
    public bool IsWriting { get; private set; }

    /// <summary>Always true: the page gets all input that no other part of the window takes.</summary>
    public bool Contains(float x, float y) => true;

    public bool Take(in InputEvent input, double seconds)
    {
        if (navigation.Take(input, seconds)) return true;
        PageView seen = view();
        // No stroke starts on the desk, where it would be invisible.
        if (input.Kind == InputKind.PenDown && !ink.Layout.PaperIn(seen).Contains(input.X, input.Y)) return true;
        (float x, float y) = seen.ToPage(input.X, input.Y);
        InputEvent onPage = input with { X = x, Y = y };
        if (input.Kind == InputKind.SecondaryDown)
        {
            if (IsWriting) return true;
            editing.SelectForMenu(x, y);
            showMenu(input.X, input.Y);
            return true;
        }

        if (!IsWriting && !onPage.Erases && ghosts.Take(onPage, seconds)) return true;
        if (ghosts.TakeReleased() is { } touch) TakePen(touch, seen, seconds);
        return TakePen(onPage, seen, seconds);
    }

    /// <summary>Handles the pen on the page. Also called for the pen of a recording, whose events do not come through the window.</summary>
    /// <param name="input">The event with its place in page units.</param>
    public bool TakeOnPage(in InputEvent input, double seconds)
    {
        (float windowX, float windowY) = view().ToWindow(input.X, input.Y);
        switch (input.Kind)
        {
            case InputKind.PenDown:
                score.Follow();
                ink.PenDown(input.Point);
                return true;
            case InputKind.PenMove:
                ink.PenMove(input.Point);
                score.PointTo(new InkPoint(windowX, windowY, seconds));
                return true;
            case InputKind.PenUp:
                if (ink.Phase == LivePhase.PersonWrites) score.Lift(windowX, windowY);
                ink.PenUp(input.Point);
                return true;
            case InputKind.FocusLost:
                ink.PenUp(input.Point);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Ends what the pointer on the page highlights.</summary>
    public void PointerLeft()
    {
        score.PointTo(new InkPoint(float.NaN, float.NaN, 0));
        ghosts.PointerLeft();
    }

    /// <param name="onPage">An event that is not for the ghosts, with its place in page units.</param>
    private bool TakePen(in InputEvent onPage, in PageView seen, double seconds)
    {
        // A press within the frame of the selection drags it, even while the tool would begin another loop there.
        bool dragsSelection = tools.Tool == PenTool.Select && !onPage.Erases
            && (editing.IsDragging || onPage.Kind == InputKind.PenDown && editing.IsInFrame(onPage.X, onPage.Y));
        if (!IsWriting && !dragsSelection && tools.Take(onPage, 1 / seen.Zoom)) return true;
        bool wasWriting = IsWriting;
        if (onPage.Kind is InputKind.PenUp or InputKind.FocusLost) IsWriting = false;
        if (editing.Take(onPage)) return true;
        if (onPage.Kind == InputKind.PenDown) IsWriting = true;
        else if (!wasWriting && onPage.Kind is (InputKind.PenMove or InputKind.PenUp or InputKind.FocusLost))
        {
            (float windowX, float windowY) = seen.ToWindow(onPage.X, onPage.Y);
            if (onPage.Kind == InputKind.PenMove) score.PointTo(new InkPoint(windowX, windowY, seconds));
            return true;
        }

        return TakeOnPage(onPage, seconds);
    }
}
