using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Ui.Editing;

/// <summary>Erases the ink that the pen passes over. What it erases from touch to lift is one undo step.</summary>
internal sealed class Eraser(LiveInk ink)
{
    /// <summary>The radius of the eraser in window units.</summary>
    private const float Radius = 9;

    private (float X, float Y)? _last;

    // The version of the page after this eraser changed it last; −1 if it has not since the touch.
    private int _version = -1;

    /// <inheritdoc cref="PenTools.Take"/>
    public bool Take(in InputEvent input, float unit)
    {
        switch (input.Kind)
        {
            case InputKind.PenDown:
                (_last, _version) = ((input.X, input.Y), -1);
                Pass(input.X, input.Y, unit);
                return true;
            case InputKind.PenMove when _last is not null:
                Pass(input.X, input.Y, unit);
                return true;
            case InputKind.PenUp or InputKind.FocusLost when _last is not null:
                Lift();
                return true;
            default:
                return false;
        }
    }

    public void Lift() => _last = null;

    /// <summary>Erases the ink within the radius of the line from the last place to this one.</summary>
    private void Pass(float x, float y, float unit)
    {
        (float fromX, float fromY) = _last ?? (x, y);
        _last = (x, y);
        float radius = Radius * unit;
        // From the end, so that erasing does not move the rows that are still to be tested.
        for (int end = ink.Rows.Count; end > 0;)
        {
            if (!Touches(end - 1))
            {
                end--;
                continue;
            }

            int first = end - 1;
            while (first > 0 && Touches(first - 1)) first--;
            ink.Edits.Erase(new RowRange(first, end), continues: _version == ink.Version);
            _version = ink.Version;
            end = first;
        }

        bool Touches(int row)
        {
            PageRow at = ink.Rows[row];
            if (Distance(at.X, at.Y) <= radius) return true;
            // The points of a fast stroke can be farther apart than the eraser is wide.
            if (row == 0 || ink.Rows[row - 1].Offset.PenUp) return false;
            PageRow before = ink.Rows[row - 1];
            return Distance((at.X + before.X) / 2, (at.Y + before.Y) / 2) <= radius;
        }

        // From the line between the two places.
        float Distance(float pointX, float pointY)
        {
            float alongX = x - fromX, alongY = y - fromY, square = alongX * alongX + alongY * alongY;
            float share = square == 0 ? 0 : Math.Clamp(((pointX - fromX) * alongX + (pointY - fromY) * alongY) / square, 0, 1);
            return MathF.Sqrt(MathF.Pow(fromX + share * alongX - pointX, 2) + MathF.Pow(fromY + share * alongY - pointY, 2));
        }
    }
}
