using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui.Editing;

/// <summary>
/// Selects ink by clicks: a double-click on ink selects its smallest segment that a person can see, and each further click selects more
/// around it. Dragging moves the selection. A single click writes a dot, which a second click removes.
/// </summary>
internal sealed class SelectionInput(LiveInk ink, InkSelection selection)
{
    /// <summary>The distance of the selection frame from its ink, page units.</summary>
    public const float Margin = 9;

    /// <summary>The maximum distance of a click from ink, page units.</summary>
    private const float Reach = 12;

    private readonly ClickCounter _clicks = new();
    private int? _clickedRow;

    // Whether the last press wrote, and whether there was a selection, which the press cleared.
    private bool _wrote, _hadSelection;
    private (float X, float Y)? _drag;

    public bool IsDragging => _drag is not null;

    /// <summary>Selects the ink at a place in page units, unless the place is within the selection.</summary>
    public void SelectForMenu(float x, float y)
    {
        if (IsInFrame(x, y)) return;
        if (Nearest(ink, x, y, Reach) is { } row) selection.SelectAt(row, 0);
        else selection.Clear();
    }

    /// <param name="input">The event with its place in page units.</param>
    /// <returns>Whether the event was for the selection, so that it writes nothing.</returns>
    public bool Take(in InputEvent input)
    {
        switch (input.Kind)
        {
            case InputKind.PenDown: return Press(input);
            case InputKind.PenMove when _drag is { } from:
                _clicks.Move(input.Point);
                if (!_clicks.IsClick || selection.IsMoving) selection.MoveTo(input.X - from.X, input.Y - from.Y);
                return true;
            case InputKind.PenMove:
                _clicks.Move(input.Point);
                return false;
            case InputKind.PenUp: return Lift(input);
            case InputKind.FocusLost: return EndDrag();
            default: return false;
        }
    }

    /// <returns>Whether a place in page units is within the frame of the selection.</returns>
    public bool IsInFrame(float x, float y) => selection.IsActive && selection.Bounds.Grown(Margin).Contains(x, y);

    private bool Press(in InputEvent input)
    {
        int count = _clicks.Press(input.Point);
        if (count > 1 && _clickedRow is { } row)
        {
            if (_wrote && IsDot(input.X, input.Y)) ink.Edits.Retract(); // the dot of the first click
            _wrote = false;
            selection.SelectAt(row, count - 2);
            _drag = (input.X, input.Y);
            return true;
        }

        _clickedRow = Nearest(ink, input.X, input.Y, Reach);
        _hadSelection = selection.IsActive;
        _wrote = !_hadSelection || !IsInFrame(input.X, input.Y);
        if (!_wrote)
        {
            _drag = (input.X, input.Y);
            return true;
        }

        selection.Clear();
        if (_clickedRow is not null) ink.WaitUntil(input.TimeSeconds + ClickCounter.Seconds);
        return false;
    }

    private bool Lift(in InputEvent input)
    {
        if (EndDrag()) return true;
        if (!_hadSelection || !_wrote || !_clicks.IsClick || ink.Phase != LivePhase.PersonWrites) return false;
        // A click beside the selection clears it, and writes no dot.
        ink.PenUp(input.Point);
        ink.Edits.Retract();
        _wrote = false;
        return true;
    }

    private bool EndDrag()
    {
        bool dragged = _drag is not null;
        _drag = null;
        selection.EndMove();
        return dragged;
    }

    /// <returns>Whether the newest stroke of the person ends at this place, as a dot does.</returns>
    private bool IsDot(float x, float y) =>
        ink.Rows.Count > 0 && ink.Rows[^1] is { Owner: RowOwner.Person, Offset.PenUp: true } last
        && MathF.Max(MathF.Abs(last.X - x), MathF.Abs(last.Y - y)) < Reach;

    /// <returns>The nearest row within a distance of a place, page units; null if there is none.</returns>
    internal static int? Nearest(LiveInk ink, float x, float y, float reach)
    {
        int? nearest = null;
        float minimum = reach * reach;
        ReadOnlySpan<PageRow> rows = ink.RowSpan;
        for (int row = 0; row < rows.Length; row++)
        {
            float awayX = rows[row].X - x, awayY = rows[row].Y - y, square = awayX * awayX + awayY * awayY;
            if (square < minimum) (nearest, minimum) = (row, square);
        }

        return nearest;
    }
}
