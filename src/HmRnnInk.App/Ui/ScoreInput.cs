using HmRnnInk.App.Colours;
using HmRnnInk.App.Input;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Score;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Ui;

/// <summary>
/// Handles the pointer on the score: it highlights the segment under it, the wheel and dragging scroll, a click lets the model continue
/// from a row, and a click on the name of a lane colours the ink by that layer.
/// </summary>
internal sealed class ScoreInput(ScoreView score, LiveInk ink, Look look) : IInputTarget
{
    /// <summary>The maximum movement during a click, window units. A press that moves farther drags the score.</summary>
    private const float ClickReach = 6;

    // Where the pointer was pressed, and the row after the newest visible row then.
    private (float X, int End)? _press;
    private bool _isDragging;

    public bool Contains(float x, float y) => score.Contains(x, y);

    public bool Take(in InputEvent input, double seconds)
    {
        InkPoint pointer = input.Point with { TimeSeconds = seconds };
        switch (input.Kind)
        {
            case InputKind.PenDown:
                (_press, _isDragging) = ((input.X, score.End), false);
                score.PointTo(pointer);
                return true;
            case InputKind.PenMove when _press is { } press:
                _isDragging |= MathF.Abs(input.X - press.X) > ClickReach;
                if (_isDragging) score.ScrollTo(press.End - (int)MathF.Round((input.X - press.X) / score.Layout.StepWidth));
                return true;
            case InputKind.PenMove:
                score.PointTo(pointer);
                return true;
            case InputKind.PenUp:
                if (_press is { } pressed && !_isDragging) Click(pointer with { X = pressed.X });
                _press = null;
                return true;
            case InputKind.Scroll:
                score.Scroll(input.Y);
                return true;
            case InputKind.FocusLost:
                _press = null;
                return false;
            default:
                return false;
        }
    }

    private void Click(InkPoint pointer)
    {
        score.PointTo(pointer);
        score.Update(look.Colours.Layer, pointer.TimeSeconds);
        if (pointer.X < score.Layout.Left) ChooseLayer(score.Layout.LaneAt(pointer.Y));
        else if (score.Highlight is { } lit) ink.Turn.ContinueFrom(lit.Row, pointer.TimeSeconds);
    }

    /// <summary>Colours the ink by the layer of a lane. The lanes of the pen and of the text have no layer.</summary>
    private void ChooseLayer(int lane)
    {
        if (lane < 0) return;
        ColourScheme colours = look.Colours.IsOfLayer ? look.Colours : look.Colours with { Mode = ColourMode.Segments };
        look.Change(colours with { Layer = lane });
    }
}
